import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";

/** Stands between here and the room. The browser goes on by itself; the link is for the one that does not. */
export function JoiningPage({ page, url, back }: { page: Page; url: string; back: string }) {
  const { t } = page;
  return (
    <Layout page={page} title={t("attendance.joining.title")}>
      <Heading
        title={t("attendance.joining.title")}
        lead={t("attendance.joining.text")}
        back={{ href: back, label: t("attendance.joining.back") }}
      />
      <a href={url} class="btn btn-primary" data-turbo="false" rel="noreferrer">
        <Icon name="door" class="size-5" />
        {t("attendance.joining.go")}
      </a>
    </Layout>
  );
}

/** That somebody cannot go in (any more), and the way back. */
export function NoDoorPage({ page, why, back }: { page: Page; why: string; back: string }) {
  const { t } = page;
  return (
    <Layout page={page} title={t("attendance.door.title")}>
      <Heading
        title={t("attendance.door.title")}
        lead={why}
        back={{ href: back, label: t("attendance.joining.back") }}
      />
    </Layout>
  );
}
