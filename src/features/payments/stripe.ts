import Stripe from "stripe";
import type { Config } from "#platform/config.ts";

/** The version of the card service's interface that this code was written for, whatever the account's own is. */
const apiVersion = "2026-10-28.endive";

/** Nobody waits longer than this for an answer, in milliseconds. */
const timeout = 10_000;

const opened = new WeakMap<object, Stripe>();

type CardSettings = Pick<Config, "STRIPE_SECRET_KEY" | "STRIPE_API_BASE">;

/** The card service, or null where the operator has none: then what has a price is paid at the desk. */
export function cardService(config: CardSettings): Stripe | null {
  const { STRIPE_SECRET_KEY: key, STRIPE_API_BASE: base } = config;
  if (!key) return null;
  let service = opened.get(config);
  if (!service) {
    service = new Stripe(key, { apiVersion, timeout, maxNetworkRetries: 2, telemetry: false, ...at(base) });
    opened.set(config, service);
  }
  return service;
}

function at(base: string | undefined) {
  if (!base) return {};
  const { protocol, hostname, port } = new URL(base);
  const isPlain = protocol === "http:";
  return {
    protocol: isPlain ? "http" : "https",
    host: hostname,
    port: port || (isPlain ? 80 : 443),
  } as const;
}

/** Whether the card service answered and said no, as opposed to not answering or failing: asking the same again would not help. */
export const isNo = (error: unknown): error is Stripe.errors.StripeError =>
  error instanceof Stripe.errors.StripeError &&
  error.statusCode !== undefined &&
  error.statusCode >= 400 &&
  error.statusCode < 500 &&
  error.statusCode !== 409 &&
  error.statusCode !== 429;

/** Whether the card service answered at all, if only that it failed. */
export const hasAnswered = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeError && error.statusCode !== undefined;

/** The id of what is either given whole or by its id. */
export const idOf = (given: string | { readonly id: string } | null | undefined): string | null =>
  typeof given === "string" ? given : (given?.id ?? null);

export const instantAt = (seconds: number): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(seconds * 1000);
