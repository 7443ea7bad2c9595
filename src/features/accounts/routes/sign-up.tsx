import { verifyJWT } from "better-auth/crypto";
import { Hono } from "hono";
import { z } from "zod";
import { shortestPassword } from "#platform/auth/passwords.ts";
import { keep, kept } from "#platform/http/cookies.ts";
import { sentForm } from "#platform/http/form.ts";
import type { Web } from "#platform/http/web.ts";
import { emptyForm } from "#ui/forms.tsx";
import { whoArrives } from "../../visits/arrival.ts";
import { pageFor } from "../../visits/visit.ts";
import { count, countBoth, type Desk, origin } from "../desk.ts";
import { readForm } from "../parsing.ts";
import { accountByEmail } from "../queries.ts";
import { email, signUp } from "../schema.ts";
import { SentPage, SpentPage } from "../views/letters.tsx";
import { ConfirmPage, SignUpPage } from "../views/sign-up.tsx";
import { askedBy, forgetSignUp, onward, refusable, rememberSignUp, signedUpHere, signInAs } from "../web.ts";

const confirmation = z.object({ email });

/**
 * A new account. The answer is the same when the address has one already; the letter that follows tells them. A link
 * confirms an address only for who knows the password too: in the browser that signed up, or signed in. Otherwise a
 * stranger could sign up with somebody's address, and let them confirm it by a careless click.
 */
export function signUpRoutes(desk: Desk): Hono<Web> {
  const { auth } = desk;
  const routes = new Hono<Web>();

  routes.get("/sign-up", (c) =>
    c.html(<SignUpPage page={pageFor(c)} form={emptyForm} length={shortestPassword} />),
  );

  routes.post("/sign-up", async (c) => {
    const page = pageFor(c);
    const read = readForm(signUp, await sentForm(c), page.t);
    if (!read.ok) return c.html(<SignUpPage page={page} form={read.form} length={shortestPassword} />, 422);

    await countBoth(c, desk.letters, read.value.email);
    await desk.signUps.pass(() => auth.api.signUpEmail({ body: read.value, headers: askedBy(c) }));
    await rememberSignUp(c, read.value.email);
    keep(c, "asked", read.value.email, 600);
    return onward(c, "/sign-up/sent");
  });

  routes.get("/sign-up/sent", (c) => {
    const asked = email.safeParse(kept(c, "asked") ?? "");
    return c.html(<SentPage page={pageFor(c)} email={asked.data ?? null} again="/sign-up" />);
  });

  routes.get("/sign-up/confirm", (c) =>
    c.html(<ConfirmPage page={pageFor(c)} token={c.req.query("token") ?? ""} />),
  );

  routes.post("/sign-up/confirm", async (c) => {
    await count(desk.links, origin(c));
    const token = (await sentForm(c)).text("token");
    const { secret, db } = c.get("platform");
    const claimed = confirmation.safeParse(await verifyJWT(token, secret));
    const account = claimed.success ? await accountByEmail(db, claimed.data.email) : undefined;
    if (!claimed.success || !account) {
      const page = pageFor(c);
      const words = { title: page.t("confirm.spent.title"), text: page.t("confirm.spent.text") };
      return c.html(<SpentPage page={page} {...words} again="/sign-in?next=/account" />, 422);
    }
    const { account: visitor } = await whoArrives(c, null);
    const here = (await signedUpHere(c)) === claimed.data.email;
    if (!here && visitor?.id !== account.id) {
      const back = `/sign-up/confirm?${new URLSearchParams({ token })}`;
      return onward(c, `/sign-in?next=${encodeURIComponent(back)}`, "notice.prove");
    }
    await refusable(auth.api.verifyEmail({ query: { token } }));
    forgetSignUp(c);
    if (visitor?.id !== account.id) await signInAs(c, desk, account.id);
    return onward(c, "/", "notice.addressConfirmed");
  });

  return routes;
}
