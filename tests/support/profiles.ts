import { type ListName, optionsOf } from "#features/options/queries.ts";
import type { TestApp, TestPerson } from "./app.ts";
import type { Client } from "./client.ts";
import { type Programme, programme } from "./programme.ts";

export interface Told extends Programme {
  readonly talia: TestPerson;
}

/** A programme of two providers, of whom the first is the one who tells about herself. */
export async function withTalia(kith: TestApp): Promise<Told> {
  const made = await programme(kith, { providers: 2 });
  const [talia] = made.providers;
  if (!talia) throw new Error("a programme has a provider");
  return { ...made, talia };
}

export interface Looking extends Told {
  readonly other: TestPerson;
  readonly third: TestPerson;
  /** The member's browser. */
  readonly mina: Client;
  readonly base: string;
}

/** A programme of three providers and its member, who looks for one of them. */
export async function looking(
  kith: TestApp,
  options: Parameters<typeof programme>[1] = {},
): Promise<Looking> {
  const made = await programme(kith, { providers: 3, ...options });
  const [talia, other, third] = made.providers;
  if (!talia || !other || !third) throw new Error("a programme has providers");
  const mina = await kith.signIn(made.member);
  return { ...made, talia, other, third, mina, base: made.community.base };
}

/** The id of the option with this name on one of the community's lists; refuses a name that is not offered. */
export async function optionIn(
  kith: TestApp,
  { community }: Pick<Programme, "community">,
  list: ListName,
  name: string,
): Promise<string> {
  const options = await kith.inside(community, (trx) => optionsOf(trx, list));
  const found = options.find((option) => option.name === name);
  if (!found) throw new Error(`${name} is offered`);
  return found.id;
}
