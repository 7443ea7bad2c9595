import { Hono } from "hono";
import { shortestPassword } from "#platform/auth/passwords.ts";
import { keep, kept } from "#platform/http/cookies.ts";
import { sentForm } from "#platform/http/form.ts";
import type { Web } from "#platform/http/web.ts";
import { emptyForm } from "#ui/forms.tsx";
import { pageFor } from "../../visits/visit.ts";
import { count, countBoth, type Desk, origin } from "../desk.ts";
import { readForm } from "../parsing.ts";
import { accountByEmail } from "../queries.ts";
import { choosePassword, email, onlyEmail } from "../schema.ts";
import { SentPage, SpentPage } from "../views/letters.tsx";
import { ForgottenPage, NewPasswordPage } from "../views/password.tsx";
import { askedBy, onward, refusable } from "../web.ts";

/** A forgotten password. Whoever asks gets the same page, and every address gets a letter that helps it on. */
export function passwordRoutes(desk: Desk): Hono<Web> {
  const { auth } = desk;
  const routes = new Hono<Web>();

  routes.get("/password/forgotten", (c) => c.html(<ForgottenPage page={pageFor(c)} form={emptyForm} />));

  routes.post("/password/forgotten", async (c) => {
    const page = pageFor(c);
    const read = readForm(onlyEmail, await sentForm(c), page.t);
    if (!read.ok) return c.html(<ForgottenPage page={page} form={read.form} />, 422);

    const { email } = read.value;
    await countBoth(c, desk.letters, email);
    const headers = askedBy(c);
    if (await accountByEmail(c.get("platform").db, email)) {
      await auth.api.requestPasswordReset({ body: { email }, headers });
    } else {
      await auth.api.signInMagicLink({
        body: { email, metadata: { reason: "unknown", next: "/" } },
        headers,
      });
    }
    keep(c, "asked", email, 600);
    return onward(c, "/password/sent");
  });

  routes.get("/password/sent", (c) => {
    const asked = email.safeParse(kept(c, "asked") ?? "");
    return c.html(<SentPage page={pageFor(c)} email={asked.data ?? null} again="/password/forgotten" />);
  });

  routes.get("/password/new", (c) =>
    c.html(
      <NewPasswordPage
        page={pageFor(c)}
        form={emptyForm}
        token={c.req.query("token") ?? ""}
        length={shortestPassword}
      />,
    ),
  );

  routes.post("/password/new", async (c) => {
    const sent = await sentForm(c);
    const page = pageFor(c);
    const token = sent.text("token");
    const read = readForm(choosePassword, sent, page.t);
    if (!read.ok) {
      const view = <NewPasswordPage page={page} form={read.form} token={token} length={shortestPassword} />;
      return c.html(view, 422);
    }
    await count(desk.links, origin(c));
    const body = { token, newPassword: read.value.password };
    const result = await refusable(auth.api.resetPassword({ body, headers: askedBy(c) }));
    if (result) return onward(c, "/sign-in", "notice.newPassword");

    const words = { title: page.t("useLink.spent.title"), text: page.t("useLink.spent.text") };
    return c.html(<SpentPage page={page} {...words} again="/password/forgotten" />, 422);
  });

  return routes;
}
