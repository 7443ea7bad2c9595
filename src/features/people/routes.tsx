import type { Context } from "hono";
import { Hono } from "hono";
import type { Scoped } from "#platform/database/scope.ts";
import type { Sent } from "#platform/http/form.ts";
import { newId } from "#platform/ids.ts";
import { again, filled, param, type Returned, returned, wanted } from "../admin/index.ts";
import { missedSection } from "../attendance/missed.tsx";
import { type CommunityWeb, goOn, show, submit } from "../visits/handlers.ts";
import type { Visit } from "../visits/visit.ts";
import * as actions from "./actions.ts";
import { findPerson, type PeopleSearch, searchPeople } from "./queries.ts";
import { roleNames } from "./schema.ts";
import { MemberPage } from "./views/member.tsx";
import { MembersPage } from "./views/members.tsx";

/** The panel's list of everybody in the community. */
export const members = new Hono<CommunityWeb>();

const searched = (c: Context): PeopleSearch => ({
  ...wanted(c),
  role: roleNames.find((role) => role === c.req.query("role")) ?? "any",
  show: c.req.query("show") === "archived" ? "archived" : "active",
});

members.get(
  "/admin/members",
  show("coordinator", async ({ page }, trx, c) => {
    const search = searched(c);
    return <MembersPage page={page} search={search} found={await searchPeople(trx, search)} />;
  }),
);

members.get(
  "/admin/members/new",
  show("coordinator", async ({ page }) => (
    <MemberPage page={page} form={filled({ roles: ["member"] })} idempotencyKey={newId()} />
  )),
);

const typed = (form: Sent) => ({
  email: form.text("email"),
  firstName: form.text("firstName"),
  lastName: form.text("lastName"),
  roles: [...form.texts("roles")],
});

members.post(
  "/admin/members",
  submit("coordinator", async ({ actor, page, community, t }, form, c) => {
    const key = form.text("key");
    const outcome = await actions.addPerson(c.get("platform"), actor, typed(form), { idempotencyKey: key });
    if (outcome.ok)
      return goOn(c, `${community.base}/admin/members/${outcome.value.id}`, "notice.members.added");
    c.status(422);
    return <MemberPage page={page} form={returned(t, form, outcome)} idempotencyKey={newId()} />;
  }),
);

interface Shown {
  /** A form that came back; without one the page shows what is stored. */
  form?: Returned;
  refusal?: string | undefined;
}

async function memberPage(visit: Visit, trx: Scoped, id: string, { form, refusal }: Shown = {}) {
  const { page } = visit;
  const person = await findPerson(trx, id);
  if (!person) return null;
  const { email, firstName, lastName, roles } = person;
  const stored = { ...filled({ email, firstName, lastName, roles }), refusal };
  return (
    <MemberPage
      page={page}
      person={person}
      missed={await missedSection(visit, trx, id)}
      form={form ?? stored}
      idempotencyKey={newId()}
    />
  );
}

members.get(
  "/admin/members/:id",
  show("coordinator", (visit, trx, c) => memberPage(visit, trx, param(c, "id"))),
);

members.post(
  "/admin/members/:id",
  submit("coordinator", async (visit, form, c) => {
    const { actor, community, t } = visit;
    const id = param(c, "id");
    const input = typed(form);
    const outcome = await actions.changePerson(c.get("platform"), actor, { id, ...input });
    const stays = id !== actor.id || input.roles.includes("coordinator");
    if (outcome.ok)
      return goOn(c, stays ? `${community.base}/admin/members/${id}` : community.base, "notice.saved");
    return again(c, (trx) => memberPage(visit, trx, id, { form: returned(t, form, outcome) }));
  }),
);

for (const verb of ["archive", "restore"] as const) {
  members.post(
    `/admin/members/:id/${verb}`,
    submit("coordinator", async (visit, form, c) => {
      const { actor, community, t } = visit;
      const id = param(c, "id");
      const archived = verb === "archive";
      const outcome = await actions.archivePerson(c.get("platform"), actor, { id, archived });
      const stays = id !== actor.id || !archived;
      if (outcome.ok)
        return goOn(c, stays ? `${community.base}/admin/members/${id}` : "/", `notice.${verb}d`);
      const { refusal } = returned(t, form, outcome);
      return again(c, (trx) => memberPage(visit, trx, id, { refusal }));
    }),
  );
}
