import { Hono } from "hono";
import type { Scoped } from "#platform/database/scope.ts";
import type { Sent } from "#platform/http/form.ts";
import { newId } from "#platform/ids.ts";
import { again, filled, param, type Returned, returned, ticked, wanted } from "../admin/index.ts";
import { optionsOf } from "../options/queries.ts";
import { type CommunityWeb, goOn, show, submit } from "../visits/handlers.ts";
import type { Visit } from "../visits/visit.ts";
import * as actions from "./actions.ts";
import { findApplication, genericCodes, latestOf, searchApplications } from "./queries.ts";
import { show as shown } from "./schema.ts";
import { ApplyPage, OpenApplicationPage } from "./views/apply.tsx";
import { ApplicationPage, ApplicationsPage } from "./views/panel.tsx";

/** Becoming a provider: applying, and the coordinators' answer. */
export const applications = new Hono<CommunityWeb>();

async function ownPage(trx: Scoped, { page, actor, community }: Visit, form?: Returned) {
  const last = await latestOf(trx, actor.id ?? "");
  const path = `${community.base}/application`;
  if (last?.state === "open") {
    return <OpenApplicationPage page={page} application={last} withdraw={`${path}/withdraw`} />;
  }
  if (!community.settings.takesApplications && last?.state !== "declined") return null;
  const choices = {
    experiences: await optionsOf(trx, "experience"),
    languages: await optionsOf(trx, "language"),
  };
  return (
    <ApplyPage
      page={page}
      action={path}
      last={last}
      taken={community.settings.takesApplications}
      choices={choices}
      form={form ?? filled({})}
      idempotencyKey={newId()}
    />
  );
}

applications.get(
  "/application",
  show("belongs", async (visit, trx, c) =>
    visit.actor.roles.has("provider") ? c.redirect(`${visit.community.base}/profile`) : ownPage(trx, visit),
  ),
);

const typed = (form: Sent) => ({
  about: form.text("about"),
  qualification: form.text("qualification"),
  experiences: [...form.texts("experiences")],
  languages: [...form.texts("languages")],
  zone: form.text("zone"),
});

applications.post(
  "/application",
  submit("belongs", async (visit, form, c) => {
    const options = { idempotencyKey: form.text("key") || undefined };
    const outcome = await actions.apply(c.get("platform"), visit.actor, typed(form), options);
    const path = `${visit.community.base}/application`;
    if (outcome.ok) return goOn(c, path, "notice.applications.sent");
    if (outcome.reason === "application_open") return goOn(c, path);
    if (outcome.reason === "not_allowed" || outcome.reason === "not_taken") return null;
    return again(c, (trx) => ownPage(trx, visit, returned(visit.t, form, outcome)));
  }),
);

applications.post(
  "/application/withdraw",
  submit("belongs", async ({ actor, community }, form, c) => {
    const outcome = await actions.withdrawApplication(c.get("platform"), actor, { id: form.text("id") });
    if (outcome.ok) return goOn(c, `${community.base}/providers`, "notice.applications.withdrawn");
    if (outcome.reason === "application_settled") return goOn(c, `${community.base}/application`);
    return null;
  }),
);

applications.get(
  "/admin/applications",
  show("coordinator", async ({ page, community }, trx, c) => {
    const asked = { page: wanted(c).page, show: shown.parse(c.req.query("show")) };
    return (
      <ApplicationsPage
        page={page}
        show={asked.show}
        found={await searchApplications(trx, asked)}
        taken={community.settings.takesApplications}
      />
    );
  }),
);

applications.post(
  "/admin/applications/taking",
  submit("coordinator", async ({ actor, community }, form, c) => {
    const input = { takesApplications: ticked(form, "on") };
    const outcome = await actions.takeApplications(c.get("platform"), actor, input);
    return outcome.ok ? goOn(c, `${community.base}/admin/applications`, "notice.saved") : null;
  }),
);

async function staffPage(trx: Scoped, { page }: Visit, id: string, form?: Returned) {
  const application = await findApplication(trx, id);
  if (!application) return null;
  const generic = await genericCodes(trx);
  // A form that came back has its own ticks.
  const start = filled({ ticked: generic });
  return <ApplicationPage page={page} application={application} generic={generic} form={form ?? start} />;
}

applications.get(
  "/admin/applications/:id",
  show("coordinator", (visit, trx, c) => staffPage(trx, visit, param(c, "id"))),
);

applications.post(
  "/admin/applications/:id/approve",
  submit("coordinator", async (visit, form, c) => {
    const id = param(c, "id");
    const codes = { ticked: [...form.texts("ticked")], typed: form.text("codes") };
    const outcome = await actions.approveApplication(c.get("platform"), visit.actor, { id, codes });
    const root = `${visit.community.base}/admin`;
    if (outcome.ok) {
      return goOn(c, `${root}/providers/${outcome.value.personId}`, "notice.applications.approved");
    }
    return again(c, (trx) => staffPage(trx, visit, id, returned(visit.t, form, outcome)));
  }),
);

applications.post(
  "/admin/applications/:id/decline",
  submit("coordinator", async (visit, form, c) => {
    const id = param(c, "id");
    const input = { id, answer: form.text("answer") };
    const outcome = await actions.declineApplication(c.get("platform"), visit.actor, input);
    if (outcome.ok) {
      return goOn(c, `${visit.community.base}/admin/applications`, "notice.applications.declined");
    }
    return again(c, (trx) => staffPage(trx, visit, id, returned(visit.t, form, outcome)));
  }),
);
