import type { z } from "zod";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { Database } from "./database/connection.ts";
import { type CommunityId, inCommunity, type Scoped } from "./database/scope.ts";
import { once } from "./idempotency.ts";
import type { Jobs } from "./jobs/jobs.ts";

export type Role = "member" | "provider" | "coordinator";

/** Who acts, in which community. `id` is the person's; it is empty for a visitor who does not belong to it. */
export interface Actor {
  readonly communityId: CommunityId;
  readonly id: string | null;
  readonly roles: ReadonlySet<Role>;
}

/** Whether somebody belongs to the community at all; what of a record they may see is decided where it is found. */
export const belongs = (actor: Actor): boolean => actor.id !== null;

/** An expected "no": a reason that becomes words in one place, the fields it lies in, and what the words need. */
export interface Refusal<Reason extends string = string> {
  readonly ok: false;
  readonly reason: Reason;
  readonly fields?: Readonly<Record<string, string>>;
  readonly details?: Readonly<Record<string, unknown>>;
}

export type Outcome<Value, Reason extends string = string> =
  | { readonly ok: true; readonly value: Value }
  | Refusal<Reason>;

export const ok = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });

export const refuse = <Reason extends string>(
  reason: Reason,
  more: Pick<Refusal, "fields" | "details"> = {},
): Refusal<Reason> => ({ ok: false, reason, ...more });

/** What an action needs of the process. */
export interface Ground {
  readonly db: Database;
  readonly clock: Clock;
  readonly jobs: Jobs;
}

export interface Call<Input> {
  readonly actor: Actor;
  readonly input: Input;
  readonly trx: Scoped;
  readonly now: Temporal.Instant;
  readonly jobs: Jobs;
  readonly config: Config;
}

interface Declaration<Schema extends z.ZodType, Value, Reason extends string> {
  /** Names the action in idempotency keys and logs. */
  readonly name: string;
  /** Whether this actor may try at all; what depends on a record is asked in `run`, after the record was found through the actor. */
  readonly may: (actor: Actor) => boolean;
  readonly input: Schema;
  run(call: Call<z.output<Schema>>): Promise<Outcome<Value, Reason>>;
}

type Standing = "not_allowed" | "invalid";

export type Action<Schema extends z.ZodType, Value, Reason extends string> = (
  ground: Ground & { readonly config: Config },
  actor: Actor,
  input: z.input<Schema>,
  options?: { idempotencyKey?: string | undefined },
) => Promise<Outcome<Value, Reason | Standing>>;

/**
 * Declares something a person can do: policy, schema, one transaction in the actor's community, and the same answer for the
 * same idempotency key. A refusal from `run` rolls back whatever it had written.
 */
export function action<Schema extends z.ZodType, Value, Reason extends string = never>(
  declaration: Declaration<Schema, Value, Reason>,
): Action<Schema, Value, Reason> {
  return async (ground, actor, input, { idempotencyKey } = {}) => {
    if (!declaration.may(actor)) return refuse("not_allowed");
    const parsed = declaration.input.safeParse(input);
    if (!parsed.success) return refuse("invalid", { fields: fieldsOf(parsed.error) });
    try {
      return await inCommunity(ground.db, actor.communityId, (trx) =>
        once({ trx, actor, action: declaration.name, key: idempotencyKey }, async () => {
          const { jobs, config } = ground;
          const call = { actor, input: parsed.data, trx, now: ground.clock.now(), jobs, config };
          const outcome = await declaration.run(call);
          if (!outcome.ok) throw new RolledBack(outcome);
          return outcome;
        }),
      );
    } catch (error) {
      if (error instanceof RolledBack) return error.refusal as Refusal<Reason>;
      throw error;
    }
  };
}

/** Carries a refusal out of its transaction, so that a refusal never leaves a half-done change. */
class RolledBack extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}

/** The first fault of each field, by the field's name in the form; the messages are keys of the language files. */
export function fieldsOf(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    const field = issue.path.join(".");
    fields[field] ??= issue.code === "custom" ? issue.message : issue.code;
  }
  return fields;
}
