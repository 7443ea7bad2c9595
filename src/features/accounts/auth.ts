import { betterAuth } from "better-auth";
import { magicLink } from "better-auth/plugins/magic-link";
import { z } from "zod";
import { hashPassword, longestPassword, shortestPassword, verifyPassword } from "#platform/auth/passwords.ts";
import type { Platform } from "#platform/http/web.ts";
import { newId } from "#platform/ids.ts";
import { queueAccountMail } from "../notifications/index.ts";
import { sessionSeconds } from "../visits/session.ts";
import { DatesForAuth } from "./dates.ts";
import {
  confirmationLasts,
  confirmationLetter,
  linkLasts,
  linkLetter,
  resetLasts,
  resetLetter,
} from "./letters.ts";
import { noteProvenAddress } from "./queries.ts";

/** The header in which our own pages tell better-auth who asks. A browser's headers are never passed on. */
export const addressHeader = "x-kith-address";

const stamps = { createdAt: "created_at", updatedAt: "updated_at" };

const tables = {
  user: { modelName: "accounts", fields: { ...stamps, emailVerified: "email_verified" } },
  session: {
    modelName: "sessions",
    fields: {
      ...stamps,
      userId: "account_id",
      expiresAt: "expires_at",
      ipAddress: "ip_address",
      userAgent: "user_agent",
    },
    expiresIn: sessionSeconds,
    // Prolonged where a page reads it, not by better-auth.
    disableSessionRefresh: true,
  },
  account: {
    modelName: "credentials",
    fields: {
      ...stamps,
      userId: "account_id",
      providerId: "provider",
      accountId: "provider_account",
      accessToken: "access_token",
      refreshToken: "refresh_token",
      idToken: "id_token",
      accessTokenExpiresAt: "access_token_expires_at",
      refreshTokenExpiresAt: "refresh_token_expires_at",
    },
  },
  verification: {
    modelName: "verifications",
    fields: { ...stamps, expiresAt: "expires_at" },
    // What can be found in a stolen copy of the database opens nothing.
    storeIdentifier: "hashed",
  },
} as const;

export const linkRequest = z.object({
  reason: z.enum(["asked", "known", "unknown"]),
  next: z.string(),
});

export type Auth = ReturnType<typeof openAuth>;

/**
 * better-auth on this installation's tables and pool. Only pages on the server call it; it answers no request by itself.
 * Differs from its defaults in: hashing, minimum length, limits (ours), client address (ours), cookie name, hashed tokens,
 * and in that signing up says the same whether the address has an account or not.
 */
export function openAuth(platform: Platform) {
  const { config, db, log } = platform;
  const auth = betterAuth({
    ...tables,
    appName: "Kith",
    baseURL: config.baseUrl,
    secret: platform.secret,
    telemetry: { enabled: false },
    logger: { level: "error", log: (_level, message) => log.error({ detail: message }, "sign-in") },
    rateLimit: { enabled: false },
    database: { db: db.withPlugin(new DatesForAuth()), type: "postgres", transaction: true },
    advanced: {
      cookiePrefix: "kith",
      // Would put __Secure- before the name; the attribute is set below instead.
      useSecureCookies: false,
      defaultCookieAttributes: { secure: config.baseUrl.startsWith("https:") },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: { generateId: () => newId() },
    },
    emailAndPassword: {
      enabled: true,
      autoSignIn: false,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
      password: {
        hash: hashPassword,
        verify: ({ hash, password }) => verifyPassword(hash, password),
      },
      resetPasswordTokenExpiresIn: resetLasts,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) =>
        queueAccountMail(platform, { ...resetLetter(config, token), to: user.email }),
      onPasswordReset: ({ user }) => noteProvenAddress(db, user.id),
      onExistingUserSignUp: async ({ user }) => {
        await auth.api.signInMagicLink({
          body: { email: user.email, metadata: { reason: "known", next: "/" } },
          headers: new Headers(),
        });
      },
    },
    emailVerification: {
      sendOnSignUp: true,
      expiresIn: confirmationLasts,
      sendVerificationEmail: ({ user, token }) =>
        queueAccountMail(platform, { ...confirmationLetter(config, token), to: user.email }),
    },
    plugins: [
      magicLink({
        expiresIn: linkLasts,
        storeToken: "hashed",
        sendMagicLink: ({ email, token, metadata }) => {
          const { reason, next } = linkRequest.parse(metadata);
          return queueAccountMail(platform, { ...linkLetter(config, reason, token, next), to: email });
        },
      }),
    ],
  });
  return auth;
}
