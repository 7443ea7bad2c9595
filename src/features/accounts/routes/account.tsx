import { type Context, Hono } from "hono";
import { shortestPassword } from "#platform/auth/passwords.ts";
import { sentForm } from "#platform/http/form.ts";
import type { Web } from "#platform/http/web.ts";
import { isId } from "#platform/ids.ts";
import type { FormState } from "#ui/forms.tsx";
import type { Page } from "#ui/page.ts";
import { dayName } from "#ui/when.ts";
import { sessionToken } from "../../visits/session.ts";
import { type Account, pageFor } from "../../visits/visit.ts";
import { countBoth, type Desk, giveBack } from "../desk.ts";
import { deviceOf } from "../device.ts";
import { readForm } from "../parsing.ts";
import {
  endOtherSessions,
  endSession,
  hasPassword,
  type SessionRow,
  sessionsOf,
  setName,
} from "../queries.ts";
import { changePassword, choosePassword, ownName } from "../schema.ts";
import { AccountPage, type SessionShown } from "../views/account.tsx";
import { askedBy, forAccount, onward, passCookies, refusable } from "../web.ts";

/** What a person sees and changes of their own account. */
export function accountRoutes(desk: Desk): Hono<Web> {
  const { auth } = desk;
  const routes = new Hono<Web>();

  routes.get(
    "/account",
    forAccount(async (c, account) => accountPage(c, account)),
  );

  routes.post(
    "/account/name",
    forAccount(async (c, account) => {
      const read = readForm(ownName, await sentForm(c), pageFor(c).t);
      if (!read.ok) return accountPage(c, account, { name: read.form });
      await setName(c.get("platform").db, account.id, read.value.name);
      return onward(c, "/account", "notice.nameSaved");
    }),
  );

  routes.post(
    "/account/password",
    forAccount(async (c, account) => {
      const sent = await sentForm(c);
      const { t } = pageFor(c);
      const headers = askedBy(c);
      if (!(await hasPassword(c.get("platform").db, account.id))) {
        const read = readForm(choosePassword, sent, t);
        if (!read.ok) return accountPage(c, account, { password: read.form });
        await auth.api.setPassword({ body: { newPassword: read.value.password }, headers });
        return onward(c, "/account", "notice.passwordSaved");
      }
      const read = readForm(changePassword, sent, t);
      if (!read.ok) return accountPage(c, account, { password: read.form });
      await countBoth(c, desk.passwords, account.email);
      const { current, password } = read.value;
      const body = { currentPassword: current, newPassword: password, revokeOtherSessions: true };
      const result = await refusable(auth.api.changePassword({ body, headers, returnHeaders: true }));
      if (!result) {
        const faults = { current: t("fault.password_wrong") };
        return accountPage(c, account, { password: { values: {}, faults } });
      }
      await giveBack(c, desk.passwords, account.email);
      passCookies(c, result.headers);
      return onward(c, "/account", "notice.passwordSaved");
    }),
  );

  routes.post(
    "/account/sessions/end",
    forAccount(async (c, account) => {
      const id = (await sentForm(c)).text("session");
      if (isId(id)) await endSession(c.get("platform").db, account.id, id);
      return onward(c, "/account", "notice.sessionEnded");
    }),
  );

  routes.post(
    "/account/sessions/end-others",
    forAccount(async (c, account) => {
      await endOtherSessions(c.get("platform").db, account.id, (await sessionToken(c)) ?? "");
      return onward(c, "/account", "notice.othersEnded");
    }),
  );

  routes.post(
    "/account/confirm",
    forAccount(async (c, account) => {
      if (account.email_verified) return onward(c, "/account");
      await countBoth(c, desk.letters, account.email);
      await auth.api.sendVerificationEmail({ body: { email: account.email }, headers: askedBy(c) });
      return onward(c, "/account", "notice.confirmationSent");
    }),
  );

  return routes;
}

/** The whole page; with a form that came back, in that form's place. */
async function accountPage(
  c: Context<Web>,
  account: Account,
  returned: { name?: FormState; password?: FormState } = {},
): Promise<Response> {
  const { db } = c.get("platform");
  const page = pageFor(c, { account });
  const token = await sessionToken(c);
  const sessions = await sessionsOf(db, account.id);
  const view = (
    <AccountPage
      page={page}
      email={account.email}
      verified={account.email_verified}
      hasPassword={await hasPassword(db, account.id)}
      sessions={sessions.map((session) => shown(page, session, session.token === token))}
      length={shortestPassword}
      zone={{ values: { zone: page.zone }, faults: {} }}
      name={returned.name ?? { values: { name: account.name }, faults: {} }}
      {...(returned.password ? { password: returned.password } : {})}
    />
  );
  return c.html(view, returned.name || returned.password ? 422 : 200);
}

function shown({ t, zone, now }: Page, session: SessionRow, own: boolean): SessionShown {
  const { browser, system } = deviceOf(session.user_agent ?? "");
  const device =
    browser && system
      ? t("account.device", { browser, system })
      : (browser ?? system ?? t("account.device.unknown"));
  const since = dayName(session.created_at, zone, now);
  const used = dayName(session.updated_at, zone, now);
  return { id: session.id, device, times: t("account.sessions.since", { since, used }), own };
}
