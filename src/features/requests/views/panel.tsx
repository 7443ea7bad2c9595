import { instantOf, minuteOf } from "#platform/clock.ts";
import { Icon } from "#ui/icons.tsx";
import { TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty } from "#ui/parts.tsx";
import { ButtonForm } from "#ui/staff.tsx";
import { clockTime, zoneName } from "#ui/when.ts";
import { Panel } from "../../admin/views/panel.tsx";
import { displayName } from "../../people/person.ts";
import type { LookedAt, WaitingRequest } from "../staff.ts";
import { dayOf, Wishes } from "./parts.tsx";

const moment = (page: Page, minute: number): string =>
  `${dayOf(page, minute)}, ${clockTime(instantOf(minute), page.zone)}`;

/** Who waits for an answer, for coordinators: how long, and who was told. */
export function WaitingPage({ page, waiting }: { page: Page; waiting: readonly WaitingRequest[] }) {
  const { t, community, zone, now } = page;
  const root = `${community?.base}/admin/requests`;
  return (
    <Panel
      page={page}
      at="requests"
      title={t("requests.title")}
      lead={t("requests.panel.lead", { zone: zoneName(zone, now) })}
    >
      {waiting.length === 0 ? (
        <Empty icon="heart" title={t("requests.panel.none")}>
          {t("requests.panel.none.text")}
        </Empty>
      ) : (
        <TableBox label={t("requests.title")}>
          <thead>
            <tr>
              <th scope="col">{t("requests.panel.asked")}</th>
              <th scope="col">{t("requests.panel.waiting")}</th>
              <th scope="col">{t("requests.panel.due")}</th>
              <th scope="col" class="text-right">
                {t("requests.panel.told")}
              </th>
              <th scope="col" class="text-right">
                {t("requests.panel.proposals")}
              </th>
              <th scope="col">{t("requests.panel.expires")}</th>
            </tr>
          </thead>
          <tbody>
            {waiting.map((one) => (
              <tr>
                <th scope="row" class="font-normal">
                  <a href={`${root}/${one.id}`} class="link-plain">
                    {moment(page, one.createdAt)}
                  </a>
                </th>
                <td class="whitespace-nowrap">{waited(page, one)}</td>
                <td class="whitespace-nowrap">
                  <Due page={page} one={one} />
                </td>
                <td class="text-right tabular-nums">{one.told}</td>
                <td class="text-right tabular-nums">{one.proposals}</td>
                <td class="whitespace-nowrap">{dayOf(page, one.expiresAt)}</td>
              </tr>
            ))}
          </tbody>
        </TableBox>
      )}
    </Panel>
  );
}

function waited({ t, now }: Page, { createdAt }: WaitingRequest): string {
  const minutes = Math.max(0, minuteOf(now) - createdAt);
  return t("requests.panel.days", { days: Math.floor(minutes / 1_440), hours: Math.floor(minutes / 60) });
}

function Due({ page, one }: { page: Page; one: WaitingRequest }) {
  const { t } = page;
  if (one.late) {
    return (
      <Badge tone="warn">
        <Icon name="alert" class="size-4" />
        {t(one.widened ? "requests.panel.widened" : "requests.panel.late")}
      </Badge>
    );
  }
  if (one.proposals > 0) return t("requests.panel.answered");
  return one.answerBy === null ? t("requests.panel.open") : moment(page, one.answerBy);
}

interface OneProps {
  page: Page;
  one: WaitingRequest;
  /** Only after it was written down that somebody looks. */
  looked: LookedAt | null;
}

/** One open request for a coordinator; what was written in it only after the look was recorded. */
export function WaitingOnePage({ page, one, looked }: OneProps) {
  const { t, community } = page;
  const root = `${community?.base}/admin/requests`;
  const facts = [
    [t("requests.panel.waiting"), waited(page, one)],
    [t("requests.panel.due"), <Due page={page} one={one} />],
    [t("requests.panel.told"), one.told],
    [t("requests.panel.proposals"), one.proposals],
    [t("requests.panel.expires"), dayOf(page, one.expiresAt)],
  ] as const;
  return (
    <Panel
      page={page}
      at="requests"
      title={t("requests.panel.one", { day: moment(page, one.createdAt) })}
      back={{ href: root, label: t("requests.title") }}
    >
      <dl class="card-plain mb-6 grid max-w-2xl grid-cols-[auto_1fr] gap-x-6 gap-y-2 p-5">
        {facts.map(([label, fact]) => (
          <>
            <dt class="quiet">{label}</dt>
            <dd>{fact}</dd>
          </>
        ))}
      </dl>
      {looked ? (
        <Looked page={page} looked={looked} />
      ) : (
        <section class="card-plain max-w-2xl p-5">
          <h2 class="mb-2">{t("requests.look.title")}</h2>
          <p class="mb-4">{t("requests.look.text")}</p>
          <ButtonForm action={`${root}/${one.id}/look`} label={t("requests.look.button")} icon="lock" />
        </section>
      )}
    </Panel>
  );
}

function Looked({ page, looked: { request, member, at } }: { page: Page; looked: LookedAt }) {
  const { t } = page;
  return (
    <section class="card-plain max-w-2xl p-5">
      <h2 class="mb-1 wrap-anywhere">{request.subject}</h2>
      <p class="quiet mb-4 text-sm">{t("requests.looked", { when: moment(page, at) })}</p>
      <p class="mb-4">
        <span class="quiet">{t("requests.look.member")}</span> {displayName(member)}
      </p>
      <p class="mb-4 wrap-anywhere whitespace-pre-line">{request.description}</p>
      <Wishes page={page} request={request} />
    </section>
  );
}
