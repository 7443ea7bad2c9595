import { Hono } from "hono";
import type { Scoped } from "#platform/database/scope.ts";
import type { Sent } from "#platform/http/form.ts";
import { newId } from "#platform/ids.ts";
import type { FormState } from "#ui/forms.tsx";
import { again, filled, param, type Returned, returned } from "../../admin/index.ts";
import { optionsOf } from "../../options/queries.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import * as actions from "../actions.ts";
import { ownRequest } from "../queries.ts";
import type { SupportRequest } from "../request.ts";
import { type FormOptions, RequestFormPage } from "../views/form.tsx";
import { mostTimes, typedTime } from "../windows.ts";
import { ownRequestPage } from "./own.tsx";

/** What a member does with what they ask for. */
export const asking = new Hono<CommunityWeb>();

interface Shown {
  form: Returned;
  rows: number;
  /** Whether a line for another time was just asked for. */
  added?: boolean;
}

const fresh: Shown = { form: filled({ when: "times", gender: "" }), rows: 1 };

async function formOptions(trx: Scoped, form: FormState): Promise<FormOptions> {
  const chosen = ["experiences", "gender"].flatMap((name) => form.values[name] ?? []);
  return {
    experiences: await optionsOf(trx, "experience", chosen),
    genders: await optionsOf(trx, "gender", chosen),
  };
}

async function newPage({ page, community, t }: Visit, trx: Scoped, key: string, shown: Shown) {
  const { form, ...lines } = shown;
  return (
    <RequestFormPage
      page={page}
      title={t("requests.new.title")}
      lead={t("requests.new.lead")}
      back={{ href: `${community.base}/requests/mine`, label: t("requests.back.own") }}
      action={`${community.base}/requests/new`}
      submit={t("requests.form.submit")}
      hidden={{ key }}
      options={await formOptions(trx, form)}
      form={form}
      refusal={form.refusal}
      {...lines}
    />
  );
}

asking.get(
  "/requests/new",
  show("member", (visit, trx) => newPage(visit, trx, newId(), fresh)),
);

asking.post(
  "/requests/new",
  submit("member", async (visit, form, c) => {
    const { actor, community, t } = visit;
    const key = form.text("key") || newId();
    if (wantsMore(form)) return again(c, (trx) => newPage(visit, trx, key, withAnotherRow(form)));
    const outcome = await actions.askForSupport(c.get("platform"), actor, typedRequest(form), {
      idempotencyKey: key,
    });
    if (outcome.ok) return goOn(c, `${community.base}/requests/${outcome.value.id}`, "notice.requests.asked");
    const shown = { form: returned(t, form, outcome), rows: rowsOf(form) };
    return again(c, (trx) => newPage(visit, trx, key, shown));
  }),
);

async function editPage(visit: Visit, trx: Scoped, id: string, shown?: Shown) {
  const { page, community, person, zone, now, t } = visit;
  const request = person && (await ownRequest(trx, person.id, id));
  if (request?.state !== "open") return null;
  const { form, ...lines } = shown ?? stored(request, zone, now);
  const path = `${community.base}/requests/${id}`;
  return (
    <RequestFormPage
      page={page}
      title={t("requests.edit.title")}
      lead={t("requests.edit.lead")}
      back={{ href: path, label: request.subject }}
      action={`${path}/edit`}
      submit={t("requests.form.save")}
      hidden={{
        version: String(shown?.form.values.version ?? request.version),
        key: String(shown?.form.values.key ?? newId()),
      }}
      options={await formOptions(trx, form)}
      form={form}
      refusal={form.refusal}
      {...lines}
    />
  );
}

asking.get(
  "/requests/:id/edit",
  show("member", (visit, trx, c) => editPage(visit, trx, param(c, "id"))),
);

asking.post(
  "/requests/:id/edit",
  submit("member", async (visit, form, c) => {
    const { actor, community, t } = visit;
    const id = param(c, "id");
    if (wantsMore(form)) return again(c, (trx) => editPage(visit, trx, id, withAnotherRow(form)));
    const input = { ...typedRequest(form), id, version: form.text("version") };
    const idempotencyKey = form.text("key");
    const outcome = await actions.changeRequest(c.get("platform"), actor, input, { idempotencyKey });
    if (outcome.ok) return goOn(c, `${community.base}/requests/${id}`, "notice.requests.changed");
    const back = returned(t, form, outcome);
    // Changed in another window or over meanwhile: shown is how it stands now.
    if (outcome.reason === "changed" || outcome.reason === "request_over")
      return again(c, (trx) => ownRequestPage(visit, trx, id, back.refusal));
    return again(c, (trx) => editPage(visit, trx, id, { form: back, rows: rowsOf(form) }));
  }),
);

for (const [verb, act, notice] of [
  ["close", actions.closeRequest, "notice.requests.closed"],
  ["reopen", actions.reopenRequest, "notice.requests.reopened"],
] as const) {
  asking.post(
    `/requests/:id/${verb}`,
    submit("member", async (visit, form, c) => {
      const id = param(c, "id");
      const outcome = await act(c.get("platform"), visit.actor, { id });
      if (outcome.ok) return goOn(c, `${visit.community.base}/requests/${id}`, notice);
      const { refusal } = returned(visit.t, form, { ok: false, reason: outcome.reason });
      return again(c, (trx) => ownRequestPage(visit, trx, id, refusal));
    }),
  );
}

const wantsMore = (form: Sent): boolean => form.text("more") !== "";

/** How many lines for times the form had. */
function rowsOf(form: Sent): number {
  const rows = Number(form.text("rows"));
  return Number.isInteger(rows) ? Math.min(Math.max(rows, 1), mostTimes) : 1;
}

const withAnotherRow = (form: Sent): Shown => ({
  form: { values: form.values, faults: {} },
  rows: Math.min(rowsOf(form) + 1, mostTimes),
  added: true,
});

const typedRequest = (form: Sent) => ({
  subject: form.text("subject"),
  description: form.text("description"),
  when: form.text("when") === "flexible" ? ("flexible" as const) : ("times" as const),
  times: Array.from({ length: rowsOf(form) }, (_, row) => ({
    date: form.text(`date-${row}`),
    from: form.text(`from-${row}`),
    to: form.text(`to-${row}`),
  })),
  zone: form.text("zone"),
  timeNote: form.text("timeNote"),
  experiences: [...form.texts("experiences")],
  gender: form.text("gender"),
  age: form.text("age"),
});

/** What is stored, as it would be typed in the reader's zone; times that are over are left out. */
function stored(request: SupportRequest, zone: string, now: Temporal.Instant): Shown {
  const ahead = request.windows.filter(({ end }) => end * 60_000 > now.epochMilliseconds);
  const times = ahead.map((window) => typedTime(window, zone));
  const fields = times.flatMap((time, row) =>
    Object.entries(time).map(([name, value]) => [`${name}-${row}`, value] as const),
  );
  const form = filled({
    subject: request.subject,
    description: request.description,
    when: request.flexible ? "flexible" : "times",
    ...Object.fromEntries(fields),
    zone,
    timeNote: request.timeNote,
    experiences: request.experiences.map(({ id }) => id),
    gender: request.gender?.id ?? "",
    age: request.age === null ? "" : String(request.age),
  });
  return { form, rows: Math.max(1, times.length) };
}
