import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Role } from "#platform/action.ts";
import { keep, kept, localPath } from "#platform/http/cookies.ts";
import { sentForm } from "#platform/http/form.ts";
import type { Web } from "#platform/http/web.ts";
import { emptyForm } from "#ui/forms.tsx";
import { whoArrives } from "../../visits/arrival.ts";
import { pageFor } from "../../visits/visit.ts";
import { demoSignIns } from "../demo.ts";
import { count, countBoth, type Desk, giveBack, origin } from "../desk.ts";
import { readForm } from "../parsing.ts";
import { accountByEmail, sweepSessions } from "../queries.ts";
import { email, onlyEmail, signIn } from "../schema.ts";
import { SentPage, SpentPage } from "../views/letters.tsx";
import { type DemoGuest, SignInPage, UseLinkPage } from "../views/sign-in.tsx";
import { askedBy, onward, passCookies, refusable, signInAs } from "../web.ts";

const roles: readonly Role[] = ["member", "provider", "coordinator"];

const guestsOf = (c: Context<Web>): readonly DemoGuest[] =>
  c.get("platform").demo ? roles.map((role) => ({ role, name: demoSignIns[role].name })) : [];

/** Into the installation and out of it: with a password, with a link, as a guest of the demo. */
export function signInRoutes(desk: Desk): Hono<Web> {
  const { auth } = desk;
  const routes = new Hono<Web>();

  routes.get("/sign-in", async (c) => {
    const { account } = await whoArrives(c, null);
    const next = localPath(c.req.query("next"));
    if (account) return onward(c, next);
    return c.html(<SignInPage page={pageFor(c)} form={emptyForm} next={next} guests={guestsOf(c)} />);
  });

  routes.post("/sign-in", async (c) => {
    const sent = await sentForm(c);
    const page = pageFor(c);
    const next = localPath(sent.text("next"));
    const shown = { page, next, guests: guestsOf(c) };
    const read = readForm(signIn, sent, page.t);
    if (!read.ok) return c.html(<SignInPage {...shown} form={read.form} />, 422);

    await countBoth(c, desk.passwords, read.value.email);
    const result = await refusable(
      auth.api.signInEmail({ body: read.value, headers: askedBy(c), returnHeaders: true }),
    );
    if (!result) {
      const form = { values: { email: sent.text("email") }, faults: {} };
      return c.html(<SignInPage {...shown} form={form} refusal={page.t("signIn.wrong")} />, 422);
    }
    await giveBack(c, desk.passwords, read.value.email);
    await sweepSessions(c.get("platform").db, result.response.user.id);
    passCookies(c, result.headers);
    return onward(c, next);
  });

  routes.post("/sign-in/link", async (c) => {
    const sent = await sentForm(c);
    const page = pageFor(c);
    const next = localPath(sent.text("next"));
    const read = readForm(onlyEmail, sent, page.t);
    if (!read.ok)
      return c.html(<SignInPage page={page} form={read.form} next={next} guests={guestsOf(c)} />, 422);

    await countBoth(c, desk.letters, read.value.email);
    const body = { email: read.value.email, metadata: { reason: "asked", next } };
    await auth.api.signInMagicLink({ body, headers: askedBy(c) });
    keep(c, "asked", read.value.email, 600);
    return onward(c, "/sign-in/sent");
  });

  routes.get("/sign-in/sent", (c) => {
    const asked = email.safeParse(kept(c, "asked") ?? "");
    return c.html(<SentPage page={pageFor(c)} email={asked.data ?? null} again="/sign-in" />);
  });

  routes.get("/sign-in/link", (c) => {
    const next = localPath(c.req.query("next"));
    return c.html(<UseLinkPage page={pageFor(c)} token={c.req.query("token") ?? ""} next={next} />);
  });

  routes.post("/sign-in/with-link", async (c) => {
    const sent = await sentForm(c);
    await count(desk.links, origin(c));
    const query = { token: sent.text("token") };
    const result = await refusable(
      auth.api.magicLinkVerify({ query, headers: askedBy(c), returnHeaders: true }),
    );
    if (!result) {
      const page = pageFor(c);
      const words = { title: page.t("useLink.spent.title"), text: page.t("useLink.spent.text") };
      return c.html(<SpentPage page={page} {...words} again="/sign-in" />, 422);
    }
    passCookies(c, result.headers);
    return onward(c, localPath(sent.text("next")));
  });

  routes.post("/sign-in/demo", async (c) => {
    if (!c.get("platform").demo) return c.notFound();
    const sent = await sentForm(c);
    const role = z.enum(roles).safeParse(sent.text("as"));
    if (!role.success) return c.notFound();
    await count(desk.links, origin(c));
    const guest = await accountByEmail(c.get("platform").db, demoSignIns[role.data].email);
    if (!guest) return c.notFound();
    await signInAs(c, desk, guest.id);
    return onward(c, localPath(sent.text("next")));
  });

  routes.post("/sign-out", async (c) => {
    const { headers } = await auth.api.signOut({ headers: askedBy(c), returnHeaders: true });
    passCookies(c, headers);
    return onward(c, "/sign-in", "notice.signedOut");
  });

  return routes;
}
