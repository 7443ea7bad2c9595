import { Hono } from "hono";
import { instantOf, minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { span } from "#ui/when.ts";
import { again, filled, param, type Returned, returned } from "../../admin/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { cancelGroup } from "../actions/cancelling.ts";
import { changeGroup } from "../actions/changing.ts";
import { choicesFor } from "../choices.ts";
import { seeTimes, sentGroup, storedValues, timingIn } from "../form.ts";
import { groupOf } from "../found.ts";
import { groupPage } from "../page.tsx";
import { groupPath, groupPaths } from "../paths.ts";
import { manages } from "../policy.ts";
import { laterOfSeries } from "../queries/changing.ts";
import type { Group } from "../queries.ts";
import { extents } from "../schema.ts";
import { CancelGroupPage } from "../views/cancel.tsx";
import { GroupForm, RestField } from "../views/form.tsx";

/** What its hosts and coordinators do with a group meeting: change it and cancel it. */
export const changing = new Hono<CommunityWeb>();

/** The group of an address that this visitor may change and that is neither off nor over. */
async function changeable(trx: Scoped, visit: Visit, id: string): Promise<Group | null> {
  const group = await groupOf(trx, visit, id);
  const coming = group?.state === "final" && minuteOf(visit.now) < group.end;
  return group && coming && manages(visit.actor, group) ? group : null;
}

changing.get(
  "/groups/:id/edit",
  show("belongs", async (visit, trx, c) => {
    const group = await changeable(trx, visit, param(c, "id"));
    if (!group) return null;
    const values = { ...storedValues(group), ...timingIn(new URL(c.req.url).searchParams) };
    return editPage(visit, trx, group, filled(values));
  }),
);

changing.post(
  "/groups/:id/edit",
  submit("belongs", async (visit, form, c) => {
    const { actor, community, t } = visit;
    const id = param(c, "id");
    const retry = (back: Returned) =>
      again(c, async (trx) => {
        const group = await changeable(trx, visit, id);
        return group && editPage(visit, trx, group, back);
      });
    if (form.text("do") === "check") return retry({ values: form.values, faults: {} });
    const input = { ...sentGroup(form), id, version: form.text("version"), rest: form.text("rest") === "on" };
    const changed = await changeGroup(c.get("platform"), actor, input);
    if (changed.ok) return goOn(c, groupPath(community.base, id), "notice.groups.changed");
    if (changed.reason === "gone" || changed.reason === "not_allowed") return null;
    if (changed.reason === "invalid" || changed.reason === "slot_taken")
      return retry(returned(t, form, changed));
    return asItStands(visit, c, id, returned(t, form, changed).refusal);
  }),
);

/** Changed in another window, off or over meanwhile: shown is how it stands now. */
const asItStands = (visit: Visit, c: Parameters<typeof again>[0], id: string, refusal: string | undefined) =>
  again(c, async (trx) => {
    const group = await groupOf(trx, visit, id);
    return group && groupPage(visit, trx, group, { refusal });
  });

async function editPage(visit: Visit, trx: Scoped, group: Group, form: Returned) {
  const { page, actor, community, now, t } = visit;
  const paths = groupPaths(community.base, group.id);
  const choices = await choicesFor(trx, actor, community, group);
  const about = { choices, zone: group.hostZone, hostId: group.host.id, movedMeetingId: group.id };
  const later = group.seriesId
    ? await laterOfSeries(trx, { seriesId: group.seriesId, from: group.start + 1, now })
    : [];
  return (
    <GroupForm
      page={page}
      title={t("groups.edit.title")}
      lead={t("groups.edit.lead")}
      back={{ href: paths.group, label: group.name }}
      action={paths.edit}
      submit={t("form.save")}
      form={form}
      seen={await seeTimes(trx, visit, form.values, about)}
      choices={choices}
      zone={group.hostZone}
      host={{ id: group.host.id, choose: false, own: group.host.id === actor.id }}
      weekly={false}
      hidden={{ version: String(form.values.version ?? group.version) }}
    >
      {later.length > 0 && <RestField page={page} form={form} />}
    </GroupForm>
  );
}

changing.get(
  "/groups/:id/cancel",
  show("belongs", async (visit, trx, c) => {
    const group = await changeable(trx, visit, param(c, "id"));
    return group && cancelPage(visit, trx, group, filled({ extent: "one" }));
  }),
);

changing.post(
  "/groups/:id/cancel",
  submit("belongs", async (visit, form, c) => {
    const { actor, community, t } = visit;
    const id = param(c, "id");
    const extent = extents.find((one) => one === form.text("extent")) ?? "one";
    const input = { id, version: form.text("version"), extent, reason: form.text("reason") };
    const cancelled = await cancelGroup(c.get("platform"), actor, input);
    if (cancelled.ok) {
      const notice = cancelled.value.count > 1 ? "notice.groups.cancelled.series" : "notice.cancelled";
      return goOn(c, groupPath(community.base, id), notice);
    }
    if (cancelled.reason === "gone" || cancelled.reason === "not_allowed") return null;
    const back = returned(t, form, cancelled);
    if (cancelled.reason !== "invalid") return asItStands(visit, c, id, back.refusal);
    return again(c, async (trx) => {
      const group = await changeable(trx, visit, id);
      return group && cancelPage(visit, trx, group, back);
    });
  }),
);

async function cancelPage(visit: Visit, trx: Scoped, group: Group, form: Returned) {
  const { page, community, zone, now } = visit;
  const { seriesId, start } = group;
  const ids = async (from: number) => (seriesId ? await laterOfSeries(trx, { seriesId, from, now }) : []);
  const [rest, all] = [(await ids(start)).length, (await ids(0)).length];
  return (
    <CancelGroupPage
      page={page}
      name={group.name}
      when={span(instantOf(group.start), instantOf(group.end), zone, now)}
      priced={group.price !== null}
      version={group.version}
      rest={rest}
      all={all}
      form={form}
      paths={groupPaths(community.base, group.id)}
    />
  );
}
