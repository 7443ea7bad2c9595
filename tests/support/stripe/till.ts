import { sql } from "kysely";
import { keepPayments } from "#features/payments/jobs.ts";
import { newId } from "#platform/ids.ts";
import { type TestApp, type TestPerson, testApp } from "../app.ts";
import type { Client } from "../client.ts";
import { type Programme, programme } from "../programme.ts";
import { TestPostOffice } from "../smtp.ts";
import { FakeStripe } from "./server.ts";

export interface Price {
  minor?: number;
  currency?: string;
  /** When it starts: `2026-03-04T10:00Z`. */
  at?: string;
  payBy?: string;
  /** Final at once. */
  free?: boolean;
}

export interface PaymentRow {
  id: string;
  method: string;
  reference: string;
  session_id: string | null;
  intent_id: string | null;
  paid: boolean;
  ended: boolean;
  refunded: boolean;
  refund_amount: number | null;
  refund_reason: string | null;
  fee: number | null;
}

/** A community in which things are paid for, with its card service, its people signed in, and the means to look at its books. */
export class Till {
  readonly kith: TestApp;
  readonly stripe: FakeStripe;
  readonly letters: TestPostOffice;
  readonly scene: Programme;
  readonly coordinatorPerson: TestPerson;
  readonly member: Client;
  readonly provider: Client;
  readonly coordinator: Client;

  private constructor(
    parts: Pick<
      Till,
      "kith" | "stripe" | "letters" | "scene" | "coordinatorPerson" | "member" | "provider" | "coordinator"
    >,
  ) {
    this.kith = parts.kith;
    this.stripe = parts.stripe;
    this.letters = parts.letters;
    this.scene = parts.scene;
    this.coordinatorPerson = parts.coordinatorPerson;
    this.member = parts.member;
    this.provider = parts.provider;
    this.coordinator = parts.coordinator;
  }

  /** It is Monday, 2 March 2026, 9:00. `cards: false` is an installation without a card service. */
  static async open({
    cards = true,
    settings = {},
    env = {},
  }: {
    cards?: boolean;
    settings?: object;
    env?: Record<string, string>;
  } = {}): Promise<Till> {
    let clock = () => Date.now();
    const stripe = await FakeStripe.open({ now: () => clock() });
    const letters = new TestPostOffice();
    const SMTP_URL = await letters.open();
    const kith = await testApp({ env: { SMTP_URL, ...(cards ? stripe.settings : {}), ...env } });
    clock = () => kith.clock.now().epochMilliseconds;
    stripe.post.door = async (body, signature) => {
      const headers = { "stripe-signature": signature, "content-type": "application/json" };
      return (await kith.app.request("/payments/stripe", { method: "POST", body, headers })).status;
    };
    const scene = await programme(kith, { settings });
    const coordinatorPerson = await kith.person(scene.community, {
      roles: ["coordinator"],
      firstName: "Cora",
    });
    const [host] = scene.providers;
    if (!host) throw new Error("a programme has a provider");
    return new Till({
      kith,
      stripe,
      letters,
      scene,
      coordinatorPerson,
      member: await kith.signIn(scene.member),
      provider: await kith.signIn(host),
      coordinator: await kith.signIn(coordinatorPerson),
    });
  }

  async close(): Promise<void> {
    await this.stripe.close();
    await this.kith.end();
    await this.letters.close();
  }

  path(meetingId: string, rest = ""): string {
    return `${this.scene.community.base}/meetings/${meetingId}${rest}`;
  }

  /** A private meeting of the provider and the member that waits for its payment, as agreeing on it leaves it behind. */
  async due(price: Price = {}): Promise<string> {
    const { minor = 4500, currency = "USD", at = "2026-03-04T10:00Z", payBy = "2026-03-03T09:00Z" } = price;
    const { free = false } = price;
    const id = newId();
    const starts_at = Temporal.Instant.from(at);
    const span = { starts_at, ends_at: starts_at.add({ minutes: 30 }) };
    const own = { community_id: this.scene.community.id };
    const provider = this.scene.providers[0]?.id ?? "";
    await this.kith.inside(this.scene.community, async (trx) => {
      const meeting = {
        ...own,
        ...span,
        id,
        state: free ? "final" : "unpaid",
        private: true,
        name: "Sleeping badly since the accident",
        format_id: this.scene.format,
        provider_id: provider,
        location_id: this.scene.location,
        price: minor,
        currency,
        pay_by: free ? null : Temporal.Instant.from(payBy),
        booked_by: provider,
      };
      await trx.insertInto("meetings").values(meeting).execute();
      const registration = { ...own, meeting_id: id, person_id: this.scene.member.id };
      await trx.insertInto("registrations").values(registration).execute();
      // Meetings of one test may lie over each other.
      const persons = [provider, this.scene.member.id].map((person_id) => ({
        ...own,
        ...span,
        meeting_id: id,
        person_id,
      }));
      await trx
        .insertInto("occupancy")
        .values(persons)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    });
    return id;
  }

  /** The member, or who is named, goes to the card payment; gives the id of the page that was opened at the card service. */
  async toCheckout(meetingId: string, payer: Client = this.member): Promise<string> {
    const answer = await payer.post(this.path(meetingId, "/pay/card"));
    const session = /\/pay\/(cs_\w+)/.exec(answer.headers.get("refresh") ?? "")?.[1];
    if (answer.status !== 200 || !session)
      throw new Error(`no page was opened: ${answer.status} ${answer.text}`);
    return session;
  }

  /** The provider or a coordinator calls a meeting off, or the member does. */
  async cancel(meetingId: string, who: Client): Promise<void> {
    const { version } = await this.meeting(meetingId);
    const answer = await who.post(this.path(meetingId, "/cancel"), { version: String(version), reason: "" });
    if (answer.status !== 303) throw new Error(`not cancelled: ${answer.status}`);
  }

  async meeting(id: string): Promise<{ state: string; version: number }> {
    return this.kith.inside(this.scene.community, (trx) =>
      trx.selectFrom("meetings").select(["state", "version"]).where("id", "=", id).executeTakeFirstOrThrow(),
    );
  }

  /** The payments of a meeting, the first begun first; of one person where there are several who pay. */
  payments(meetingId: string, payerId: string | null = null): Promise<PaymentRow[]> {
    return this.kith.inside(this.scene.community, async (trx) => {
      const { rows } = await sql<PaymentRow>`
        select id, method, reference, session_id, intent_id, paid_at is not null as paid, ended_at is not null as ended,
          refunded_at is not null and refund_failed_at is null as refunded, refund_amount, refund_reason, fee
        from payments where meeting_id = ${meetingId} and coalesce(payer_id = ${payerId}::uuid, true) order by id`.execute(
        trx,
      );
      return rows;
    });
  }

  /** The kinds of what happened to a meeting's payments, in order. */
  history(meetingId: string, payerId: string | null = null): Promise<string[]> {
    return this.kith.inside(this.scene.community, async (trx) => {
      const { rows } = await sql<{ kind: string }>`
        select e.kind from payment_events e join payments p on p.id = e.payment_id
        where p.meeting_id = ${meetingId} and coalesce(p.payer_id = ${payerId}::uuid, true) order by e.at, e.id`.execute(
        trx,
      );
      return rows.map(({ kind }) => kind);
    });
  }

  /** Who was told what about payments, by the message's name. */
  told(personId: string, about: string): Promise<string[]> {
    return this.kith.inside(this.scene.community, async (trx) => {
      const { rows } = await sql<{ message: string }>`
        select message from notifications where person_id = ${personId} and path like ${`%${about}%`}
        order by id`.execute(trx);
      return rows.map(({ message }) => message);
    });
  }

  /** Gives a meeting the accepted proposal it comes from, with a price of its own. */
  async propose(meetingId: string, minor: number): Promise<void> {
    const own = { community_id: this.scene.community.id };
    const now = this.kith.clock.now();
    const times = { created_at: now, changed_at: now };
    const [request, proposal] = [newId(), newId()];
    await this.kith.inside(this.scene.community, async (trx) => {
      await trx
        .insertInto("support_requests")
        .values({
          ...own,
          ...times,
          id: request,
          member_id: this.scene.member.id,
          subject: "Sleeping badly",
          description: "Since the accident.",
          zone: "Europe/London",
          state: "accepted",
          expires_at: now.add({ hours: 24 }),
        })
        .execute();
      await trx
        .insertInto("proposals")
        .values({
          ...own,
          ...times,
          id: proposal,
          request_id: request,
          provider_id: this.scene.providers[0]?.id ?? "",
          text: "I know that.",
          format_id: this.scene.format,
          minutes: 30,
          price: minor,
          currency: "USD",
          state: "accepted",
        })
        .execute();
      await trx.updateTable("meetings").set({ proposal_id: proposal }).where("id", "=", meetingId).execute();
    });
  }

  /** How often a notice was kept. */
  notices(id: string): Promise<{ rows: number }> {
    return this.kith.inside(this.scene.community, async (trx) => {
      const rows = await trx.selectFrom("payment_notices").select("id").where("id", "=", id).execute();
      return { rows: rows.length };
    });
  }

  /** Begins a second payment by card, although the first one's page is open: as when its time was over in between. */
  async secondCheckout(meetingId: string, payer: Client = this.member): Promise<string> {
    await this.kith.inside(this.scene.community, (trx) =>
      trx
        .updateTable("payments")
        .set({ session_ends_at: this.kith.clock.now().add({ minutes: 1 }) })
        .where("meeting_id", "=", meetingId)
        .execute(),
    );
    return this.toCheckout(meetingId, payer);
  }

  /** What happens every minute, now. */
  keep(): Promise<void> {
    return keepPayments(this.kith.platform, this.scene.community.id);
  }

  /** Lets notices arrive and workers do their work. */
  async settled(): Promise<void> {
    await this.stripe.post.rest();
    await this.kith.drainMail();
    await this.stripe.post.rest();
    await this.kith.drainMail();
  }
}
