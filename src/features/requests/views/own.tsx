import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Empty, Heading, LinkRow } from "#ui/parts.tsx";
import type { SupportRequest } from "../request.ts";
import { Asked, State } from "./parts.tsx";
import { Tabs } from "./tabs.tsx";

interface OwnProps {
  page: Page;
  tabs: boolean;
  requests: readonly SupportRequest[];
}

/** What a member asked for. */
export function OwnRequestsPage({ page, tabs, requests }: OwnProps) {
  const { t, community } = page;
  const root = `${community?.base}/requests`;
  const ask = (
    <a href={`${root}/new`} class="btn btn-primary">
      <Icon name="plus" class="size-4" />
      {t("requests.ask")}
    </a>
  );
  return (
    <Layout page={page} title={t("requests.title")} live={["requests"]}>
      <Heading title={t("requests.title")} lead={t("requests.lead.member")} />
      {tabs && <Tabs page={page} at="own" />}
      {requests.length === 0 ? (
        <Empty icon="heart" title={t("requests.own.none")}>
          <p class="mb-4">{t("requests.own.none.text")}</p>
          {ask}
        </Empty>
      ) : (
        <>
          <p class="mb-4">{ask}</p>
          <ul class="grid gap-3">
            {requests.map((request) => (
              <li>
                <LinkRow
                  href={`${root}/${request.id}`}
                  title={request.subject}
                  detail={<Asked page={page} request={request} />}
                  end={<State page={page} state={request.state} />}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </Layout>
  );
}
