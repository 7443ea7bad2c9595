import { newId } from "#platform/ids.ts";
import type { TestPerson } from "../app.ts";
import type { Client } from "../client.ts";
import { another, ask, type Gathering, placesOf } from "../places.ts";
import type { PaymentRow, Till } from "./till.ts";

/** A priced group meeting with its host signed in. */
export interface PricedGroup extends Gathering {
  readonly hosting: Client;
}

export interface Guest {
  readonly person: TestPerson;
  readonly client: Client;
}

/** A group meeting of two places at $45 each, on Wednesday, 4 March 2026, 10:00 to 11:00, with a host of its own. */
export async function pricedGroup(till: Till, options: { seats?: number; private?: boolean } = {}) {
  const { kith, scene } = till;
  const { community } = scene;
  const host = await kith.person(community, { roles: ["provider"], firstName: "Hanna", lastName: "Host" });
  const format = newId();
  await kith.inside(community, (trx) =>
    trx
      .insertInto("formats")
      .values({
        community_id: community.id,
        id: format,
        name: "Support group",
        minutes: 60,
        ways: ["online"],
        size: "group",
      })
      .execute(),
  );
  const at = await another(kith, { community, host, format }, { price: 4500, ...options });
  return { ...at, hosting: await kith.signIn(host) } satisfies PricedGroup;
}

/** People of the community, signed in, who have nothing to do with anything yet. */
export async function guests<const Names extends readonly string[]>(
  till: Till,
  names: Names,
): Promise<{ [Name in keyof Names]: Guest }>;
export async function guests(till: Till, names: readonly string[]): Promise<Guest[]> {
  const all: Guest[] = [];
  for (const firstName of names) {
    const person = await till.kith.person(till.scene.community, { firstName, lastName: "G" });
    all.push({ person, client: await till.kith.signIn(person) });
  }
  return all;
}

/** Takes a place and pays it by card; gives the card service's id of what was paid. */
export async function payPlace(till: Till, at: Gathering, guest: Guest): Promise<string> {
  await ask(guest.client, at, "register");
  return payDue(till, at, guest);
}

/** Pays by card what is owed for a place. */
export async function payDue(till: Till, at: Gathering, { client }: Guest): Promise<string> {
  const session = till.stripe.book.pay(await till.toCheckout(at.meeting, client));
  await till.stripe.post.rest();
  return session.payment_intent ?? "";
}

/** How each of them stands with a group meeting, as it is stored. */
export async function standing(till: Till, at: Gathering, all: readonly Guest[]): Promise<string[]> {
  const places = await placesOf(till.kith, at);
  return all.map(({ person }) => places[person.id]?.state ?? "none");
}

/** What is stored of one person's payments for a group meeting. */
export const paymentsOf = (till: Till, at: Gathering, { person }: Guest): Promise<PaymentRow[]> =>
  till.payments(at.meeting, person.id);

/** What the card service gave back of what was paid, in its own books. */
export const givenBack = (till: Till, intent: string): number[] =>
  till.stripe.book.refundsOf(intent).map(({ amount }) => amount);
