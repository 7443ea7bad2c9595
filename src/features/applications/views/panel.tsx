import { ChoiceField, FormFaults, TextArea, TextField } from "#ui/forms.tsx";
import { Pager, TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty } from "#ui/parts.tsx";
import { Aside, ButtonForm } from "#ui/staff.tsx";
import { dayName } from "#ui/when.ts";
import { type Listing, Panel, type Returned } from "../../admin/index.ts";
import { displayName } from "../../people/person.ts";
import type { Application } from "../queries.ts";
import { shows } from "../schema.ts";
import { ApplicationText } from "./text.tsx";

interface ListProps {
  page: Page;
  show: (typeof shows)[number];
  found: Listing<Application>;
  /** Whether anybody can apply. */
  taken: boolean;
}

/** Providers > Applications: who would like to become one. */
export function ApplicationsPage({ page, show, found, taken }: ListProps) {
  const { t, community, zone, now } = page;
  const root = `${community?.base}/admin/applications`;
  return (
    <Panel
      page={page}
      at="providers.applications"
      title={t("applications.panel.title")}
      lead={t("applications.panel.lead")}
    >
      <nav aria-label={t("applications.panel.title")} class="mb-5 flex flex-wrap gap-1">
        {shows.map((value) => (
          <a
            href={value === "open" ? root : `${root}?show=${value}`}
            aria-current={show === value ? "page" : undefined}
            class="rounded-field aria-[current]:bg-base-300 inline-flex min-h-11 items-center px-3 font-medium"
          >
            {t(`applications.panel.${value}`)}
          </a>
        ))}
      </nav>
      {found.rows.length === 0 ? (
        <Empty icon="inbox" title={t(`applications.panel.none.${show}`)} />
      ) : (
        <>
          <TableBox label={t("applications.panel.title")}>
            <thead>
              <tr>
                <th scope="col">{t("person.name")}</th>
                <th scope="col">{t("applications.panel.since")}</th>
                <th scope="col">{t("applications.panel.state")}</th>
              </tr>
            </thead>
            <tbody>
              {found.rows.map((application) => (
                <tr>
                  <th scope="row">
                    <a href={`${root}/${application.id}`} class="link-plain">
                      {displayName(application)}
                    </a>
                  </th>
                  <td>{dayName(application.createdAt, zone, now)}</td>
                  <td>
                    <State page={page} application={application} />
                  </td>
                </tr>
              ))}
            </tbody>
          </TableBox>
          <Pager t={t} here={page.here} {...found} />
        </>
      )}
      <Aside title={t("applications.taking.title")}>
        <p class="quiet mb-3">{t(taken ? "applications.taking.on" : "applications.taking.off")}</p>
        <ButtonForm
          action={`${root}/taking`}
          values={{ on: taken ? "" : "on" }}
          label={t(taken ? "applications.taking.stop" : "applications.taking.start")}
        />
      </Aside>
    </Panel>
  );
}

const State = ({ page: { t }, application: { state } }: { page: Page; application: Application }) => (
  <Badge tone={state === "open" ? "warn" : state === "approved" ? "good" : "plain"}>
    {t(`applications.state.${state}`)}
  </Badge>
);

interface OneProps {
  page: Page;
  application: Application;
  /** Codes of the services that everybody may be certified in. */
  generic: readonly string[];
  form: Returned;
}

/** What somebody applied with, and the answer to it. */
export function ApplicationPage({ page, application, generic, form }: OneProps) {
  const { t, community, zone, now } = page;
  const root = `${community?.base}/admin/applications`;
  const name = displayName(application);
  const { id, state, personId } = application;
  return (
    <Panel
      page={page}
      at="providers.applications"
      title={name}
      lead={t("applications.panel.on", { day: dayName(application.createdAt, zone, now) })}
      back={{ href: root, label: t("applications.panel.title") }}
    >
      <FormFaults form={form} t={t} refusal={form.refusal} />
      <p class="mb-4 flex flex-wrap items-center gap-3">
        <State page={page} application={application} />
        <a href={`${community?.base}/admin/members/${personId}`} class="link">
          {application.email}
        </a>
      </p>
      <div class="max-w-2xl">
        <ApplicationText page={page} application={application} />
      </div>
      {state === "open" ? (
        <>
          <Aside title={t("applications.approve.title")}>
            <form method="post" action={`${root}/${id}/approve`}>
              {generic.length > 0 && (
                <ChoiceField
                  name="ticked"
                  label={t("applications.approve.generic")}
                  form={form}
                  options={generic.map((code) => ({ value: code, label: code }))}
                  several
                />
              )}
              <TextField
                name="codes"
                label={t("applications.approve.codes")}
                hint={t("applications.approve.codes.hint")}
                form={form}
              />
              <button type="submit" class="btn btn-primary">
                {t("applications.approve.do")}
              </button>
            </form>
          </Aside>
          <Aside title={t("applications.decline.title")}>
            <form method="post" action={`${root}/${id}/decline`}>
              <TextArea
                name="answer"
                label={t("applications.decline.answer")}
                hint={t("applications.decline.answer.hint", { name })}
                form={form}
                rows={4}
                maxlength={1_000}
                required
              />
              <button type="submit" class="btn">
                {t("applications.decline.do")}
              </button>
            </form>
          </Aside>
        </>
      ) : (
        <Settled page={page} application={application} />
      )}
    </Panel>
  );
}

function Settled({ page, application }: Pick<OneProps, "page" | "application">) {
  const { t, zone, now, community } = page;
  const { settledAt, settledBy, answer, state, personId } = application;
  return (
    <Aside title={t(`applications.state.${state}`)}>
      {settledAt && (
        <p class="quiet">
          {settledBy
            ? t("applications.settled.by", { name: settledBy, day: dayName(settledAt, zone, now) })
            : dayName(settledAt, zone, now)}
        </p>
      )}
      {answer && <p class="mt-2 wrap-anywhere whitespace-pre-line">{answer}</p>}
      {state === "approved" && (
        <p class="mt-2">
          <a href={`${community?.base}/admin/providers/${personId}`} class="link">
            {t("applications.settled.provider")}
          </a>
        </p>
      )}
    </Aside>
  );
}
