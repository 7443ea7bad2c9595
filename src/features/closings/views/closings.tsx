import { instantOf } from "#platform/clock.ts";
import { FormFaults, TextField } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import { TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty, Notice } from "#ui/parts.tsx";
import { Aside, ButtonForm } from "#ui/staff.tsx";
import { span, zoneName } from "#ui/when.ts";
import { Panel, type Returned } from "../../admin/index.ts";
import { datesText } from "../../availability/index.ts";
import { displayName } from "../../people/person.ts";
import type { BookedMeeting, Closing } from "../queries.ts";

const rootOf = ({ community }: Page): string => `${community?.base ?? ""}/admin/closings`;

interface ClosingsPageProps {
  page: Page;
  closings: readonly (Closing & { booked: number })[];
  /** Days since 1970-01-01, in the community's zone. */
  today: number;
}

/** All closings, with how many meetings are booked in each all the same. */
export function ClosingsPage({ page, closings, today }: ClosingsPageProps) {
  const { t } = page;
  const root = rootOf(page);
  const add = (
    <a href={`${root}/new`} class="btn btn-primary">
      <Icon name="plus" class="size-4" />
      {t("closings.add")}
    </a>
  );
  return (
    <Panel page={page} at="closings" title={t("closings.title")} lead={t("closings.lead")} actions={add}>
      {closings.length === 0 ? (
        <Empty icon="calendar" title={t("closings.empty")}>
          {t("closings.empty.text")}
        </Empty>
      ) : (
        <TableBox label={t("closings.title")}>
          <thead>
            <tr>
              <th scope="col">{t("closings.name")}</th>
              <th scope="col">{t("closings.dates")}</th>
              <th scope="col">{t("closings.booked")}</th>
            </tr>
          </thead>
          <tbody>
            {closings.map((closing) => (
              <tr>
                <th scope="row">
                  <a href={`${root}/${closing.id}`} class="link-plain">
                    {closing.name}
                  </a>
                  {closing.until < today && (
                    <span class="ml-2">
                      <Badge>{t("closings.past")}</Badge>
                    </span>
                  )}
                </th>
                <td class="tabular-nums">{datesText(closing.from, closing.until, today)}</td>
                <td class="tabular-nums">
                  {closing.booked > 0 ? (
                    <Badge tone="warn">{t("closings.count", { count: closing.booked })}</Badge>
                  ) : (
                    t("closings.none")
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </TableBox>
      )}
    </Panel>
  );
}

interface NewClosingProps {
  page: Page;
  form: Returned;
  /** IANA zone of the dates. */
  zone: string;
  idempotencyKey: string;
}

/** The form of a new closing. */
export function NewClosingPage({ page, form, zone, idempotencyKey }: NewClosingProps) {
  const { t } = page;
  const root = rootOf(page);
  return (
    <Panel
      page={page}
      at="closings"
      title={t("closings.add")}
      lead={t("closings.add.lead", { zone: zoneName(zone, page.now) })}
      back={{ href: root, label: t("closings.title") }}
    >
      <form method="post" action={root} class="max-w-2xl" novalidate>
        <input type="hidden" name="key" value={idempotencyKey} />
        <FormFaults form={form} t={t} refusal={form.refusal} />
        <TextField
          name="name"
          label={t("closings.name")}
          hint={t("closings.name.hint")}
          form={form}
          required
          maxlength={120}
        />
        <div class="grid gap-x-4 sm:grid-cols-2">
          <TextField name="from" type="date" label={t("closings.from")} form={form} required />
          <TextField
            name="until"
            type="date"
            label={t("closings.until")}
            hint={t("closings.until.hint")}
            form={form}
          />
        </div>
        <button type="submit" class="btn btn-primary">
          {t("closings.add")}
        </button>
      </form>
    </Panel>
  );
}

interface ClosingPageProps {
  page: Page;
  closing: Closing;
  booked: readonly BookedMeeting[];
  /** IANA zone of the community. */
  zone: string;
  today: number;
}

/** One closing: who is booked then all the same, and the button that opens the days again. */
export function ClosingPage({ page, closing, booked, zone, today }: ClosingPageProps) {
  const { t } = page;
  const root = rootOf(page);
  return (
    <Panel
      page={page}
      at="closings"
      title={closing.name}
      lead={datesText(closing.from, closing.until, today)}
      back={{ href: root, label: t("closings.title") }}
    >
      {booked.length === 0 ? (
        <p class="card-plain p-5">{t("closings.nobody")}</p>
      ) : (
        <>
          <Notice tone="warn" icon="alert">
            <p class="font-semibold">{t("closings.count", { count: booked.length })}</p>
            <p>{t("closings.stay", { count: booked.length, zone: zoneName(zone, page.now) })}</p>
          </Notice>
          <Meetings page={page} booked={booked} zone={zone} />
        </>
      )}
      <Aside title={t("closings.remove.title")}>
        <p class="quiet mb-3">{t("closings.remove.text")}</p>
        <ButtonForm action={`${root}/${closing.id}/remove`} icon="trash" label={t("closings.remove")} />
      </Aside>
    </Panel>
  );
}

function Meetings({ page, booked, zone }: { page: Page; booked: readonly BookedMeeting[]; zone: string }) {
  const { t, now, community } = page;
  return (
    <TableBox label={t("closings.booked")}>
      <thead>
        <tr>
          <th scope="col">{t("closings.when")}</th>
          <th scope="col">{t("closings.provider")}</th>
          <th scope="col">{t("closings.member")}</th>
        </tr>
      </thead>
      <tbody>
        {booked.map(({ id, start, end, provider, group, members }) => (
          <tr>
            <th scope="row" class="tabular-nums whitespace-nowrap">
              <a href={`${community?.base}/meetings/${id}`} class="link-plain">
                {span(instantOf(start), instantOf(end), zone, now)}
              </a>
            </th>
            <td>{displayName(provider)}</td>
            <td>{group ?? members.map(displayName).join(", ")}</td>
          </tr>
        ))}
      </tbody>
    </TableBox>
  );
}
