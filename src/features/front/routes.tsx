import { Hono } from "hono";
import { sql } from "kysely";
import { keep, localPath } from "#platform/http/cookies.ts";
import { sentForm } from "#platform/http/form.ts";
import type { Web } from "#platform/http/web.ts";
import { mark } from "#ui/mark.ts";
import { translator } from "../../words/translate.ts";
import { communityWords } from "../../words/words.ts";
import { rememberZone } from "../accounts/index.ts";
import { whoArrives } from "../visits/arrival.ts";
import { pageFor } from "../visits/visit.ts";
import { type Membership, membershipsOf, onlyCommunity, openCommunities } from "./queries.ts";
import { CommunitiesPage, LandingPage, ZonePage } from "./views.tsx";

/** What belongs to the installation and to no community. */
export const front = new Hono<Web>();

front.get("/healthz", (c) => c.text("ok"));

front.get("/readyz", async (c) => {
  await sql`select 1`.execute(c.get("platform").db);
  return c.text("ok");
});

front.get("/icon.svg", (c) =>
  c.body(mark, 200, { "Content-Type": "image/svg+xml", "Cache-Control": "public, max-age=86400" }),
);

front.post("/look", async (c) => {
  const form = await sentForm(c);
  keep(c, "look", form.text("look"));
  return c.redirect(localPath(form.text("back")), 303);
});

/** Leads to the one place there is to go, if there is only one; otherwise says what can be chosen. */
front.get("/", async (c) => {
  const { db } = c.get("platform");
  const { account } = await whoArrives(c, null);
  const mine = account ? await membershipsOf(db, account.id) : [];
  const [first] = mine;
  if (first && mine.length === 1) return c.redirect(`/c/${first.slug}`, 302);
  if (first) return c.redirect("/communities", 302);
  const only = await onlyCommunity(db);
  if (only) return c.redirect(`/c/${only}`, 302);
  return c.html(<LandingPage page={pageFor(c, { account })} open={await openCommunities(db)} />);
});

front.get("/communities", async (c) => {
  const { db } = c.get("platform");
  const { account } = await whoArrives(c, null);
  if (!account) return c.redirect("/sign-in?next=/communities", 303);
  const mine = await membershipsOf(db, account.id);
  const known = new Set(mine.map(({ slug }) => slug));
  const open = (await openCommunities(db)).filter(({ slug }) => !known.has(slug));
  const page = pageFor(c, { account });
  const shown = mine.map(({ slug, name, ...rest }) => ({ slug, name, roles: rolesInWords(rest) }));
  return c.html(<CommunitiesPage page={page} mine={shown} open={open} verified={account.email_verified} />);
});

/** The roles somebody has in a community, in that community's own words. */
function rolesInWords({ words, roles }: Pick<Membership, "words" | "roles">): string[] {
  const t = translator(communityWords.parse(words));
  return roles.map((role) => t(`communities.role.${role}`));
}

front.get("/zone", async (c) => {
  const { account } = await whoArrives(c, null);
  const page = pageFor(c, { account });
  const form = { values: { zone: page.zone }, faults: {} };
  return c.html(<ZonePage page={page} form={form} back={localPath(c.req.query("back"))} />);
});

/** Keeps the zone in the browser, and with the account of who is signed in. */
front.post("/zone", async (c) => {
  const form = await sentForm(c);
  const { account } = await whoArrives(c, null);
  const page = pageFor(c, { account });
  const back = localPath(form.text("back"));
  const zone = await rememberZone(c.get("platform").db, account?.id ?? null, form.text("zone"));
  if (zone === null) {
    const faults = { zone: page.t("fault.zone") };
    return c.html(<ZonePage page={page} form={{ values: form.values, faults }} back={back} />, 422);
  }
  keep(c, "zone", zone);
  keep(c, "notice", "notice.zoneSaved", 60);
  return c.redirect(back, 303);
});
