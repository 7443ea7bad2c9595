import { Hono } from "hono";
import { Busy } from "#platform/auth/gate.ts";
import type { Platform, Web } from "#platform/http/web.ts";
import { TooMany } from "#ui/errors.tsx";
import { pageFor } from "../visits/visit.ts";
import { openDesk, TooManyTries } from "./desk.ts";
import { accountRoutes } from "./routes/account.tsx";
import { passwordRoutes } from "./routes/password.tsx";
import { signInRoutes } from "./routes/sign-in.tsx";
import { signUpRoutes } from "./routes/sign-up.tsx";

/** Signing in and up, and one's own account. All of it works without script. */
export function accounts(platform: Platform): Hono<Web> {
  const desk = openDesk(platform);
  const routes = new Hono<Web>();
  routes.onError((error, c) => {
    if (!(error instanceof TooManyTries || error instanceof Busy)) throw error;
    const status = error instanceof Busy ? 503 : 429;
    const view = <TooMany page={pageFor(c)} seconds={error.seconds} />;
    return c.html(view, status, { "Retry-After": String(error.seconds) });
  });
  for (const part of [signInRoutes, signUpRoutes, passwordRoutes, accountRoutes])
    routes.route("/", part(desk));
  return routes;
}
