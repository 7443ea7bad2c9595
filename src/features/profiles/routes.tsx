import { type Context, Hono } from "hono";
import type { Scoped } from "#platform/database/scope.ts";
import type { Sent } from "#platform/http/form.ts";
import { again, filled, param, type Returned, returned, ticked } from "../admin/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../visits/handlers.ts";
import type { Visit } from "../visits/visit.ts";
import { changePreferences, changeProfile, listProvider } from "./actions.ts";
import { choicesFor, preferenceChoicesFor, preferenceFields } from "./choices.ts";
import { findProfile, type Profile, preferencesOf } from "./queries.ts";
import type { Whose } from "./views/frame.tsx";
import { InformationPage } from "./views/information.tsx";
import { PreferencesPage } from "./views/preferences.tsx";

/** What a provider tells about themself and whom they hope to reach, edited by them and by coordinators. */
export const profiles = new Hono<CommunityWeb>();

const years = (age: number | null): string => (age === null ? "" : String(age));

const storedInformation = (profile: Profile): Returned =>
  filled({
    greeting: profile.greeting,
    bio: profile.bio,
    qualification: profile.qualification,
    experiences: profile.experiences,
    languages: profile.languages,
    gender: profile.gender ?? "",
    genderShown: profile.genderShown ? "on" : "",
    agesFrom: years(profile.agesFrom),
    agesTo: years(profile.agesTo),
  });

const typedInformation = (form: Sent) => ({
  greeting: form.text("greeting"),
  bio: form.text("bio"),
  qualification: form.text("qualification"),
  experiences: [...form.texts("experiences")],
  languages: [...form.texts("languages")],
  gender: form.text("gender"),
  genderShown: ticked(form, "genderShown"),
  agesFrom: form.text("agesFrom"),
  agesTo: form.text("agesTo"),
});

const typedPreferences = (form: Sent) => ({
  ages: [...form.texts("ages")],
  genders: [...form.texts("genders")],
  ethnicities: [...form.texts("ethnicities")],
  regions: [...form.texts("regions")],
  experiences: [...form.texts("experiences")],
  note: form.text("note"),
});

/** The two ways to a profile: one's own, and anybody's for coordinators. */
const ways = [
  {
    door: "provider",
    information: "/profile",
    preferences: "/profile/preferences",
    idOf: ({ actor }: Visit, _c: Context<CommunityWeb>): string => actor.id ?? "",
    whose: (profile: Profile): Whose => ({ own: true, id: profile.id }),
    after: { information: ({ base }: { base: string }) => `${base}/profile`, notice: "notice.profile.saved" },
  },
  {
    door: "coordinator",
    information: "/admin/providers/:id/profile",
    preferences: "/admin/providers/:id/preferences",
    idOf: (_visit: Visit, c: Context<CommunityWeb>): string => param(c, "id"),
    whose: (profile: Profile): Whose => ({ own: false, profile }),
    after: {
      information: ({ base }: { base: string }, id: string) => `${base}/admin/providers/${id}`,
      notice: "notice.saved",
    },
  },
] as const;

type Way = (typeof ways)[number];

async function informationPage(trx: Scoped, { page }: Visit, way: Way, id: string, form?: Returned) {
  const profile = await findProfile(trx, id);
  if (!profile) return null;
  return (
    <InformationPage
      page={page}
      whose={way.whose(profile)}
      choices={await choicesFor(trx, profile)}
      form={form ?? storedInformation(profile)}
    />
  );
}

async function preferencesPage(trx: Scoped, { page }: Visit, way: Way, id: string, form?: Returned) {
  const profile = await findProfile(trx, id);
  if (!profile) return null;
  const { ages, options, note } = await preferencesOf(trx, id);
  const choices = await preferenceChoicesFor(trx, { ages, options, note });
  const chosen = preferenceFields.map((field) => [
    field,
    choices[field].flatMap((option) => (options.includes(option.id) ? [option.id] : [])),
  ]);
  const stored = filled({ ages, note, ...Object.fromEntries(chosen) });
  return <PreferencesPage page={page} whose={way.whose(profile)} choices={choices} form={form ?? stored} />;
}

for (const way of ways) {
  profiles.get(
    way.information,
    show(way.door, (visit, trx, c) => informationPage(trx, visit, way, way.idOf(visit, c))),
  );

  profiles.post(
    way.information,
    submit(way.door, async (visit, form, c) => {
      const id = way.idOf(visit, c);
      const input = { providerId: id, ...typedInformation(form) };
      const outcome = await changeProfile(c.get("platform"), visit.actor, input);
      if (outcome.ok) return goOn(c, way.after.information(visit.community, id), way.after.notice);
      return again(c, (trx) => informationPage(trx, visit, way, id, returned(visit.t, form, outcome)));
    }),
  );

  profiles.get(
    way.preferences,
    show(way.door, (visit, trx, c) => preferencesPage(trx, visit, way, way.idOf(visit, c))),
  );

  profiles.post(
    way.preferences,
    submit(way.door, async (visit, form, c) => {
      const id = way.idOf(visit, c);
      const input = { providerId: id, ...typedPreferences(form) };
      const outcome = await changePreferences(c.get("platform"), visit.actor, input);
      if (outcome.ok) return goOn(c, visit.page.here, "notice.profile.saved");
      return again(c, (trx) => preferencesPage(trx, visit, way, id, returned(visit.t, form, outcome)));
    }),
  );
}

profiles.post(
  "/admin/providers/:id/directory",
  submit("coordinator", async ({ actor, community }, form, c) => {
    const id = param(c, "id");
    const input = { providerId: id, inDirectory: ticked(form, "shown") };
    const outcome = await listProvider(c.get("platform"), actor, input);
    if (!outcome.ok) return null;
    const notice = input.inDirectory ? "notice.profile.listed" : "notice.profile.unlisted";
    return goOn(c, `${community.base}/admin/providers/${id}/profile`, notice);
  }),
);
