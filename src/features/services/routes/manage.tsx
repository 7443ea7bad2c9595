import { Hono } from "hono";
import type { Scoped } from "#platform/database/scope.ts";
import { again, filled, type Returned, returned } from "../../admin/index.ts";
import { changeEnrollment } from "../../communities/actions.ts";
import type { Community } from "../../communities/community.ts";
import { planProviderFirst } from "../../imports/provider-first.ts";
import { storedProgramme } from "../../providers/programme.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { makeProviderFirst, serviceNames } from "../actions.ts";
import { plannedServices } from "../plan.ts";
import { support as supportName } from "../schema.ts";
import { ManagePage } from "../views/manage.tsx";
import { ProviderFirstPage } from "../views/provider-first.tsx";

/** Services > Manage: files, the source of the enrollment, and "provider-first". */
export const manage = new Hono<CommunityWeb>();

const fed = ({ settings }: Community) => settings.enrollmentSource === "feed";

manage.get(
  "/admin/services/manage",
  show("coordinator", async ({ page, community }) => {
    const { enrollmentSource, enrollmentEffect } = community.settings;
    const form = filled({ source: enrollmentSource, effect: enrollmentEffect });
    return <ManagePage page={page} form={form} fed={fed(community)} />;
  }),
);

manage.post(
  "/admin/services/manage",
  submit("coordinator", async ({ actor, page, community, t }, form, c) => {
    const input = { source: form.text("source"), effect: form.text("effect") };
    const outcome = await changeEnrollment(c.get("platform"), actor, input);
    if (outcome.ok) return goOn(c, `${community.base}/admin/services/manage`, "notice.saved");
    c.status(422);
    return <ManagePage page={page} form={returned(t, form, outcome)} fed={fed(community)} />;
  }),
);

/** Plans with a name for the support, as long as it can be one. */
async function providerFirstPage(trx: Scoped, { page, community }: Visit, typed: string, form: Returned) {
  const programme = await storedProgramme(trx);
  const support = supportName.safeParse(typed);
  const names = support.success ? serviceNames(community, support.data) : null;
  const plan =
    names && programme.providers.length > 0
      ? plannedServices(programme, await planProviderFirst(programme, names), names.generic)
      : null;
  return (
    <ProviderFirstPage
      page={page}
      form={form}
      support={typed}
      plan={plan}
      providers={programme.providers.length}
    />
  );
}

manage.get(
  "/admin/services/provider-first",
  show("coordinator", (visit, trx, c) => {
    const support = c.req.query("support") ?? "";
    return providerFirstPage(trx, visit, support, filled({ support }));
  }),
);

manage.post(
  "/admin/services/provider-first",
  submit("coordinator", async (visit, form, c) => {
    const support = form.text("support");
    const outcome = await makeProviderFirst(c.get("platform"), visit.actor, { support });
    if (outcome.ok) return goOn(c, `${visit.community.base}/admin/services`, "notice.services.providerFirst");
    return again(c, (trx) => providerFirstPage(trx, visit, support, returned(visit.t, form, outcome)));
  }),
);
