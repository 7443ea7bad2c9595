import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Empty, Heading } from "#ui/parts.tsx";

interface NoFormatsProps {
  page: Page;
  back: { href: string; label: string };
  /** Where a coordinator makes a format of groups; null to everybody else. */
  formats: string | null;
  /** Whether there is anybody who could give one. */
  hosts: boolean;
}

/** That no group meeting can be planned yet, and what has to come first. */
export function NoFormats({ page, back, formats, hosts }: NoFormatsProps) {
  const { t } = page;
  return (
    <Layout page={page} title={t("groups.plan")}>
      <Heading title={t("groups.plan")} back={back} />
      <Empty icon="users" title={t(hosts ? "groups.noFormats" : "groups.noHosts")}>
        {hosts && t(formats ? "groups.noFormats.coordinator" : "groups.noFormats.text")}
        {hosts && formats && (
          <p class="mt-4">
            <a href={formats} class="btn btn-primary">
              {t("formats.add")}
            </a>
          </p>
        )}
      </Empty>
    </Layout>
  );
}
