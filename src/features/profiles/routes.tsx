import { Hono } from "hono";
import type { Scoped } from "#platform/database/scope.ts";
import type { Sent } from "#platform/http/form.ts";
import { again, filled, param, type Returned, returned } from "../admin/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../visits/handlers.ts";
import type { Visit } from "../visits/visit.ts";
import { changeProfile, choicesFor } from "./actions.ts";
import { findProfile, type Profile } from "./queries.ts";
import { OwnProfilePage, StaffProfilePage } from "./views.tsx";

/** What a provider tells about themself, edited by them and by coordinators. */
export const profiles = new Hono<CommunityWeb>();

const stored = ({ bio, experiences, gender }: Profile): Returned =>
  filled({ bio, experiences, gender: gender ?? "" });

const typed = (form: Sent) => ({
  bio: form.text("bio"),
  experiences: [...form.texts("experiences")],
  gender: form.text("gender"),
});

async function ownPage(trx: Scoped, { page, actor, community }: Visit, form?: Returned) {
  const profile = await findProfile(trx, actor.id ?? "");
  if (!profile) return null;
  const choices = await choicesFor(trx, profile);
  return (
    <OwnProfilePage
      page={page}
      action={`${community.base}/profile`}
      choices={choices}
      form={form ?? stored(profile)}
    />
  );
}

profiles.get(
  "/profile",
  show("provider", (visit, trx) => ownPage(trx, visit)),
);

profiles.post(
  "/profile",
  submit("provider", async (visit, form, c) => {
    const { actor, community, t } = visit;
    const input = { providerId: actor.id ?? "", ...typed(form) };
    const outcome = await changeProfile(c.get("platform"), actor, input);
    if (outcome.ok) return goOn(c, `${community.base}/profile`, "notice.profile.saved");
    return again(c, (trx) => ownPage(trx, visit, returned(t, form, outcome)));
  }),
);

async function staffPage(trx: Scoped, { page, community }: Visit, id: string, form?: Returned) {
  const profile = await findProfile(trx, id);
  if (!profile) return null;
  const choices = await choicesFor(trx, profile);
  return (
    <StaffProfilePage
      page={page}
      profile={profile}
      back={`${community.base}/admin/providers/${profile.id}`}
      choices={choices}
      form={form ?? stored(profile)}
    />
  );
}

profiles.get(
  "/admin/providers/:id/profile",
  show("coordinator", (visit, trx, c) => staffPage(trx, visit, param(c, "id"))),
);

profiles.post(
  "/admin/providers/:id/profile",
  submit("coordinator", async (visit, form, c) => {
    const id = param(c, "id");
    const outcome = await changeProfile(c.get("platform"), visit.actor, { providerId: id, ...typed(form) });
    if (outcome.ok) return goOn(c, `${visit.community.base}/admin/providers/${id}`, "notice.saved");
    return again(c, (trx) => staffPage(trx, visit, id, returned(visit.t, form, outcome)));
  }),
);
