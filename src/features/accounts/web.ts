import { isAPIError } from "better-auth/api";
import type { Context, Handler } from "hono";
import { deleteCookie, getSignedCookie, setSignedCookie } from "hono/cookie";
import { clientAddress } from "#platform/http/address.ts";
import { keep } from "#platform/http/cookies.ts";
import type { Web } from "#platform/http/web.ts";
import type { MessageKey } from "../../words/translate.ts";
import { whoArrives } from "../visits/arrival.ts";
import { keepSession } from "../visits/session.ts";
import type { Account } from "../visits/visit.ts";
import { addressHeader } from "./auth.ts";
import type { Desk } from "./desk.ts";
import { confirmationLasts } from "./letters.ts";
import { sweepSessions } from "./queries.ts";

/** What better-auth is told of a request: its cookies, its browser, and the address we found out. */
export function askedBy(c: Context<Web>): Headers {
  const headers = new Headers({ [addressHeader]: clientAddress(c) });
  for (const name of ["cookie", "user-agent"]) {
    const value = c.req.header(name);
    if (value) headers.set(name, value);
  }
  return headers;
}

/** Hands better-auth's cookies on to the browser. */
export function passCookies(c: Context<Web>, headers: Headers): void {
  for (const line of headers.getSetCookie()) c.header("Set-Cookie", line, { append: true });
}

/** On to the next page, with a message shown there once. */
export function onward(c: Context<Web>, to: string, notice?: MessageKey): Response {
  if (notice) keep(c, "notice", notice, 60);
  return c.redirect(to, 303);
}

/** Signs the browser in as an account whose owner has been made sure of in another way than with a password. */
export async function signInAs(c: Context<Web>, desk: Desk, accountId: string): Promise<void> {
  const { internalAdapter } = await desk.auth.$context;
  const session = await internalAdapter.createSession(accountId, false, {
    ipAddress: clientAddress(c),
    userAgent: c.req.header("user-agent") ?? "",
  });
  await sweepSessions(c.get("platform").db, accountId);
  await keepSession(c, session.token);
}

/** A page for who is signed in; anybody else signs in first and comes back. */
export function forAccount(handle: (c: Context<Web>, account: Account) => Promise<Response>): Handler<Web> {
  return async (c) => {
    const { account } = await whoArrives(c, null);
    if (account) return handle(c, account);
    const back = c.req.method === "GET" ? new URL(c.req.url).pathname : "/account";
    return c.redirect(`/sign-in?next=${encodeURIComponent(back)}`, 303);
  };
}

const proofCookie = "kith.sign_up";

/** Remembers in this browser, for as long as the confirmation lasts, who signed up here. */
export async function rememberSignUp(c: Context<Web>, email: string): Promise<void> {
  const { secret, config } = c.get("platform");
  await setSignedCookie(c, proofCookie, email, secret, {
    path: "/sign-up",
    httpOnly: true,
    sameSite: "Lax",
    secure: config.baseUrl.startsWith("https:"),
    maxAge: confirmationLasts,
  });
}

/** The address with which somebody signed up in this browser. */
export async function signedUpHere(c: Context<Web>): Promise<string | null> {
  return (await getSignedCookie(c, c.get("platform").secret, proofCookie)) || null;
}

export function forgetSignUp(c: Context<Web>): void {
  deleteCookie(c, proofCookie, { path: "/sign-up" });
}

/** What better-auth answers, or null when it refuses. Faults of ours stay faults. */
export async function refusable<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (isAPIError(error) && error.statusCode < 500) return null;
    throw error;
  }
}
