import { Icon } from "#ui/icons.tsx";
import { TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty } from "#ui/parts.tsx";
import { MoveButtons } from "#ui/staff.tsx";
import { dayName } from "#ui/when.ts";
import { Panel } from "../../admin/index.ts";
import { nameOf } from "../../people/person.ts";
import type { Tip } from "../queries.ts";

/** All pages of tips in their order, for coordinators. Titles are in finished words. */
export function TipsPanel({ page, tips }: { page: Page; tips: readonly Tip[] }) {
  const { t, community, zone, now } = page;
  const root = `${community?.base}/admin/tips`;
  return (
    <Panel
      page={page}
      at="tips"
      title={t("tips.title")}
      lead={t("tips.panel.lead")}
      actions={
        <>
          <a href={`${community?.base}/tips`} class="btn">
            {t("tips.panel.read")}
          </a>
          <a href={`${root}/new`} class="btn btn-primary">
            <Icon name="plus" class="size-4" />
            {t("tips.add")}
          </a>
        </>
      }
    >
      {tips.length === 0 ? (
        <Empty icon="book" title={t("tips.empty")}>
          {t("tips.panel.empty.text")}
        </Empty>
      ) : (
        <TableBox label={t("tips.title")}>
          <thead>
            <tr>
              <th scope="col">{t("tips.panel.topic")}</th>
              <th scope="col">{t("tips.panel.state")}</th>
              <th scope="col">{t("tips.panel.text")}</th>
              <th scope="col" class="text-right">
                {t("listing.order")}
              </th>
            </tr>
          </thead>
          <tbody>
            {tips.map((tip, at) => (
              <tr>
                <th scope="row">
                  <a href={`${root}/${tip.id}`} class="link-plain">
                    {tip.title}
                  </a>
                </th>
                <td>
                  <Badge tone={tip.hidden ? "plain" : "good"}>
                    {t(tip.hidden ? "tips.state.hidden" : "tips.state.published")}
                  </Badge>
                </td>
                <td class="text-sm whitespace-nowrap">
                  {tip.own && tip.changedAt
                    ? [dayName(tip.changedAt, zone, now), tip.changer && nameOf(tip.changer)]
                        .filter(Boolean)
                        .join(", ")
                    : t("tips.text.starter")}
                </td>
                <td class="text-right">
                  <MoveButtons
                    t={t}
                    action={`${root}/${tip.id}/move`}
                    name={tip.title}
                    first={at === 0}
                    last={at === tips.length - 1}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </TableBox>
      )}
    </Panel>
  );
}
