import { type Context, Hono } from "hono";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { again, filled, type Returned, returned } from "../../admin/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { planGroup } from "../actions/planning.ts";
import { type Choices, choicesFor } from "../choices.ts";
import { freshValues, seeTimes, sentGroup, storedValues, timingIn } from "../form.ts";
import { groupOf } from "../found.ts";
import { groupPath } from "../paths.ts";
import { manages, plan } from "../policy.ts";
import { GroupForm } from "../views/form.tsx";
import { NoFormats } from "../views/no-formats.tsx";

/** A provider plans a group meeting, or a coordinator for one. */
export const planning = new Hono<CommunityWeb>();

const mayPlan = ({ actor, community }: Visit): boolean => plan(actor) && community.settings.modules.groups;

planning.get(
  "/groups/new",
  show("belongs", async (visit, trx, c) => {
    if (!mayPlan(visit)) return null;
    const choices = await choicesFor(trx, visit.actor, visit.community);
    const values = {
      ...freshValues(choices, firstHost(visit, choices)),
      ...(await alike(visit, trx, c.req.query("like"))),
      ...timingIn(new URL(c.req.url).searchParams),
    };
    return planPage(visit, trx, choices, filled(values));
  }),
);

planning.post(
  "/groups/new",
  submit("belongs", async (visit, form, c) => {
    if (!mayPlan(visit)) return null;
    const { actor, community, t } = visit;
    const key = form.text("key") || newId();
    if (form.text("do") === "check") return retry(visit, c, { values: form.values, faults: {} }, key);
    const input = {
      ...sentGroup(form),
      hostId: form.text("hostId") || (actor.id ?? ""),
      formatId: form.text("formatId"),
      weeks: form.text("weeks"),
      without: form.text("without"),
    };
    const planned = await planGroup(c.get("platform"), actor, input, { idempotencyKey: key });
    if (!planned.ok) return retry(visit, c, returned(t, form, planned), key);
    const notice = planned.value.count > 1 ? "notice.groups.planned.series" : "notice.groups.planned";
    return goOn(c, groupPath(community.base, planned.value.id), notice);
  }),
);

const retry = (visit: Visit, c: Context<CommunityWeb>, form: Returned, key: string) =>
  again(c, async (trx) =>
    planPage(visit, trx, await choicesFor(trx, visit.actor, visit.community), form, key),
  );

/** Who gives it unless somebody else is chosen: the one who plans it, if they can. */
const firstHost = ({ actor }: Visit, { hosts }: Choices): string =>
  hosts.find(({ id }) => id === actor.id)?.id ?? hosts[0]?.id ?? "";

/** What another one was like, for who may change that: everything but when it is. */
async function alike(visit: Visit, trx: Scoped, id: string | undefined): Promise<Returned["values"]> {
  const group = id ? await groupOf(trx, visit, id) : null;
  if (!group || !manages(visit.actor, group)) return {};
  const { date: _date, hostId, ...values } = storedValues(group);
  return { ...values, ...(visit.actor.roles.has("coordinator") && { hostId }) };
}

async function planPage(visit: Visit, trx: Scoped, choices: Choices, form: Returned, key = newId()) {
  const { page, actor, community, t } = visit;
  const back = { href: `${community.base}/groups`, label: t("groups.title") };
  const typedHost = form.values.hostId;
  const chooses = actor.roles.has("coordinator");
  const host =
    choices.hosts.find(({ id }) => id === (chooses ? typedHost : actor.id)) ??
    choices.hosts.find(({ id }) => id === firstHost(visit, choices));
  if (!host || choices.formats.length === 0) {
    const formats = chooses ? `${community.base}/admin/formats/new?size=group` : null;
    return <NoFormats page={page} back={back} formats={formats} hosts={host !== undefined} />;
  }
  const seen = await seeTimes(trx, visit, form.values, { choices, zone: host.zone, hostId: host.id });
  const [format] = choices.formats;
  return (
    <GroupForm
      page={page}
      title={t("groups.plan")}
      lead={t("groups.plan.lead")}
      back={back}
      action={`${community.base}/groups/new`}
      submit={t("groups.plan.submit")}
      form={form}
      seen={seen}
      choices={choices}
      zone={host.zone}
      host={{ id: host.id, choose: chooses, own: host.id === actor.id }}
      weekly
      hidden={{ key, ...(choices.formats.length === 1 && format ? { formatId: format.id } : {}) }}
    />
  );
}
