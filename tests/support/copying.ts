import { sql } from "kysely";
import { newId } from "#platform/ids.ts";
import { type Acquainted, acquainted, asking } from "./acquainted.ts";
import { accept, proposed } from "./answering.ts";
import type { TestApp, TestPerson } from "./app.ts";
import type { Answer, Client } from "./client.ts";
import { meeting } from "./meetings.ts";
import { unzip } from "./unzip.ts";

export interface Copying extends Acquainted {
  readonly coordinator: TestPerson;
  /** Texts that are in the database and nobody's but others': to find one in a copy of the member or of Talia is a leak. */
  readonly hidden: readonly string[];
  /** What has to be in the copy of the member, and of Talia. */
  readonly theirs: { readonly member: readonly string[]; readonly talia: readonly string[] };
  /** A meeting that was, of the two, with what they wrote to each other. */
  readonly met: string;
}

/** Asks for a copy in a session that has just begun. */
export const takeCopy = (client: Client, base: string, password = ""): Promise<Answer> =>
  client.post(`${base}/privacy/copy`, { password });

/** The files of a copy as text. */
export function copied({ bytes }: Answer): Map<string, string> {
  return new Map([...unzip(bytes)].map(([path, content]) => [path, content.toString("utf8")]));
}

interface Part {
  readonly schema: number;
  readonly part: string;
  readonly items: readonly Record<string, unknown>[];
}

/** The items of a part. */
export const itemsOf = (copy: Map<string, string>, part: string): Part["items"] =>
  (JSON.parse(copy.get(`data/${part}.json`) ?? "{}") as Part).items;

/** A member and a provider who have some of everything, and others who have something of every kind that is not for those two. */
export async function copying(kith: TestApp): Promise<Copying> {
  kith.clock.set("2026-03-02T09:00:00Z");
  const at = await acquainted(kith);
  const { community, talia, other, member } = at;
  const person = (firstName: string, roles: ("member" | "provider" | "coordinator")[] = ["member"]) =>
    kith.person(community, { firstName, lastName: "Quagga", roles });
  const coordinator = await kith.person(community, {
    roles: ["coordinator"],
    firstName: "Cora",
    lastName: "Vale",
  });
  const [reporter, reviewer, blocker, asker] = [
    await person("Hidden1reporter"),
    await person("Hidden2reviewer"),
    await person("Hidden3blocker"),
    await person("Hidden4asker"),
  ];
  const now = kith.clock.now();
  const met = await meeting(kith, at, { at: "2026-02-27T10:00Z" });
  const elsewhere = await meeting(kith, at, {
    at: "2026-02-27T12:00Z",
    provider: other.id,
    member: asker.id,
  });

  // What they asked of each other, accepted and not, with rivals and what was taken back.
  const on = await asking(kith, at);
  const chosen = await proposed(kith, on, 0, { text: "Shown to both: I know this well." });
  const rival = await proposed(kith, on, 1, { text: "Shown to the member: choose me." });
  const taken = newId();
  await accept(on.member, on, chosen);
  const unnamed = await asking(kith, at, asker);
  await proposed(kith, unnamed, 0, { text: "Talia offers to somebody." });
  await proposed(kith, unnamed, 1, { text: "Hidden5rival" });

  const [thread, apart, chosenThread, room, roomThread, secret, secretThread, help, others] = Array.from(
    { length: 9 },
    newId,
  );
  const file = (id: string, of: string | undefined, number: number, by: string, text: string) =>
    put("files", {
      id,
      thread_id: of,
      number,
      shared_by: by,
      name: `${text.split(" ")[0]}.txt`,
      type: "text/plain",
      size: text.length,
      sha256: Buffer.from("x"),
      content: Buffer.from(text),
      created_at: now,
    });
  const said = (of: string | undefined, number: number, by: string, text: string) =>
    put("messages", { thread_id: of, number, author_id: by, text, created_at: now });
  const reported = (about: string, words: string) =>
    put("reports", {
      id: newId(),
      reporter_id: reporter.id,
      about_id: about,
      kind: "person",
      record_id: about,
      reason: "other",
      words,
      evidence: JSON.stringify({ kind: "person", bio: `${words}evidence`, asked: "" }),
      created_at: now,
    });
  const reviewed = (text: string, more: object) =>
    put("reviews", {
      id: newId(),
      provider_id: talia.id,
      stars: 3,
      text,
      alias: 3,
      created_at: now,
      changed_at: now,
      editable_until: now,
      ...more,
    });
  const letter = (to: TestPerson, subject: string) =>
    put("mails", {
      id: newId(),
      person_id: to.id,
      kind: "message",
      to_address: to.email,
      subject,
      body_text: subject,
      body_html: "",
      message_id: newId(),
      created_at: now,
    });
  const paid = (by: string, of: string, reference: string) =>
    put("payments", {
      id: newId(),
      meeting_id: of,
      payer_id: by,
      payee_id: talia.id,
      method: "desk",
      reference,
      amount: 1250,
      currency: "EUR",
      created_at: now,
    });
  const waits = (who: string, provider: string) =>
    put("waits", {
      id: newId(),
      person_id: who,
      format_id: at.format,
      service_id: at.generic,
      provider_id: provider,
      from_at: now,
      until_at: now.add({ hours: 48 }),
      created_at: now,
    });
  const tie = (from: string, to: string, state: string, note: string) =>
    put("connections", {
      id: newId(),
      asker_id: from,
      other_id: to,
      state,
      note,
      asked_at: now,
      settled_at: state === "asked" ? null : now,
    });
  const applied = (who: string, about: string) =>
    put("applications", { id: newId(), person_id: who, about, zone: "UTC", created_at: now });
  const looked = (kind: string, record: string) =>
    put("staff_looks", { id: newId(), person_id: coordinator.id, kind, record_id: record, at: now });
  const note = (of: string, who: string, text: string) =>
    put("session_notes", { meeting_id: of, person_id: who, text, changed_at: now });
  const answered = (of: string, who: string, text: string) =>
    put("feedback", {
      meeting_id: of,
      person_id: who,
      answers: JSON.stringify([{ question: newId(), label: "How?", answer: [text] }]),
      created_at: now,
      changed_at: now,
    });
  const inRoom = (of: string | undefined, who: string, name: string, role = "member") =>
    put("room_members", { room_id: of, person_id: who, name, role, state: "in", joined_at: now });

  await kith.inside(community, async (trx) => {
    const rows = [
      put("threads", { id: thread, meeting_id: met, last_number: 3 }),
      put("threads", { id: apart, meeting_id: elsewhere, last_number: 2 }),
      put("threads", { id: chosenThread, proposal_id: chosen, last_number: 1 }),
      said(thread, 1, member.id, "The member writes to Talia."),
      said(thread, 2, talia.id, "Talia writes to the member."),
      file(newId(), thread, 3, member.id, "Leaflet of the member"),
      said(chosenThread, 1, talia.id, "About the proposal."),
      said(apart, 1, asker.id, "Hidden6thread"),
      file(newId(), apart, 2, other.id, "Hidden7file of somebody else"),
      put("rooms", { id: room, name: "Kitchen", by_person: coordinator.id, created_at: now }),
      put("threads", { id: roomThread, room_id: room, last_number: 3 }),
      inRoom(room, member.id, "Fern"),
      inRoom(room, talia.id, "Moss", "moderator"),
      inRoom(room, asker.id, "Hidden8pseudonym"),
      said(roomThread, 1, asker.id, "Hidden9said"),
      said(roomThread, 2, member.id, "The member in the room."),
      file(newId(), roomThread, 3, talia.id, "Picture of Talia"),
      put("rooms", {
        id: secret,
        name: "Hidden10room",
        by_person: coordinator.id,
        private: true,
        created_at: now,
      }),
      put("threads", { id: secretThread, room_id: secret, last_number: 1 }),
      inRoom(secret, other.id, "Hidden11name"),
      said(secretThread, 1, other.id, "Hidden12said"),
      put("room_events", {
        id: newId(),
        room_id: room,
        person_id: member.id,
        kind: "muted",
        by_person: talia.id,
        at: now,
      }),
      reported(talia.id, "Hidden13report"),
      reported(member.id, "Hidden14report"),
      put("reports", {
        id: newId(),
        reporter_id: member.id,
        about_id: other.id,
        kind: "person",
        record_id: other.id,
        reason: "other",
        words: "The member reported.",
        evidence: JSON.stringify({ kind: "person", bio: "Hidden15evidence", asked: "" }),
        answer: "The coordinators answered.",
        state: "settled",
        settled_at: now,
        settled_by: coordinator.id,
        created_at: now,
      }),
      reviewed("Hidden16unpublished", { author_id: reviewer.id }),
      reviewed("Hidden17taken away", { published_at: now, hidden_at: now, hidden_by: coordinator.id }),
      reviewed("Everybody reads this of Talia.", {
        published_at: now,
        reply: "Talia thanks.",
        replied_at: now,
      }),
      reviewed("The member on Talia.", { author_id: member.id }),
      put("review_notes", {
        id: newId(),
        provider_id: talia.id,
        author_id: reviewer.id,
        text: "Hidden18note",
        created_at: now,
        seen_at: now,
        seen_by: coordinator.id,
      }),
      put("review_notes", {
        id: newId(),
        provider_id: talia.id,
        author_id: member.id,
        text: "The member to the coordinators.",
        created_at: now,
      }),
      put("blocks", { person_id: blocker.id, blocked_id: talia.id, at: now, known_as: "Hidden19known" }),
      put("blocks", { person_id: blocker.id, blocked_id: member.id, at: now, known_as: "Hidden20known" }),
      put("blocks", { person_id: member.id, blocked_id: reviewer.id, at: now, known_as: "Thistle" }),
      note(met, talia.id, "Talia's own note."),
      note(elsewhere, other.id, "Hidden21note"),
      answered(met, member.id, "The member said it helped."),
      answered(elsewhere, asker.id, "Hidden22feedback"),
      put("answers", {
        meeting_id: met,
        question_id: at.question,
        position: 0,
        label: "What is it about?",
        answer: ["The member's topic."],
      }),
      put("answers", {
        meeting_id: elsewhere,
        question_id: at.question,
        position: 0,
        label: "What is it about?",
        answer: ["Hidden23topic"],
      }),
      put("meeting_events", {
        id: newId(),
        meeting_id: met,
        kind: "booked",
        by_person: coordinator.id,
        at: now,
      }),
      put("proposals", {
        id: taken,
        request_id: on.request,
        provider_id: other.id,
        text: "Hidden24taken back",
        format_id: at.format,
        minutes: 30,
        currency: "EUR",
        state: "withdrawn",
        created_at: now,
        changed_at: now,
      }),
      put("request_events", {
        id: newId(),
        request_id: on.request,
        proposal_id: rival,
        kind: "edited",
        by_person: other.id,
        detail: JSON.stringify({ text: "Hidden25earlier" }),
        at: now,
      }),
      sql`update support_requests set description = 'Hidden26description' where id = ${unnamed.request}`,
      sql`update providers set bio = 'What Talia tells.' where person_id = ${talia.id}`,
      put("provider_audience", { provider_id: other.id, note: "Hidden27audience" }),
      put("provider_audience", { provider_id: talia.id, note: "Whom Talia hopes to reach." }),
      put("hour_exceptions", {
        id: newId(),
        provider_id: talia.id,
        from_date: "2026-04-01",
        until_date: "2026-04-02",
        note: "Talia is away.",
      }),
      put("hour_exceptions", {
        id: newId(),
        provider_id: other.id,
        from_date: "2026-04-01",
        until_date: "2026-04-02",
        note: "Hidden28away",
      }),
      letter(member, "A letter to the member."),
      letter(other, "Hidden29letter"),
      put("notifications", {
        id: newId(),
        person_id: member.id,
        kind: "message",
        once: "a",
        message: "messages.new",
        detail: JSON.stringify({ name: "Told to the member" }),
        path: "/meetings",
        created_at: now,
      }),
      put("notifications", {
        id: newId(),
        person_id: other.id,
        kind: "message",
        once: "b",
        message: "messages.new",
        detail: JSON.stringify({ name: "Hidden30told" }),
        path: "/meetings",
        created_at: now,
      }),
      put("notification_choices", { person_id: member.id, kind: "room", bell: false, mail: false }),
      paid(member.id, met, "MEMB-0001"),
      paid(asker.id, elsewhere, "Hidden31paid"),
      waits(member.id, talia.id),
      waits(asker.id, talia.id),
      put("booking_drafts", {
        id: newId(),
        person_id: member.id,
        format_id: at.format,
        service_id: at.generic,
        answers: JSON.stringify({ topic: "The member began." }),
      }),
      put("booking_drafts", {
        id: newId(),
        person_id: asker.id,
        format_id: at.format,
        service_id: at.generic,
        answers: JSON.stringify({ topic: "Hidden32draft" }),
      }),
      tie(member.id, talia.id, "declined", "The member asks Talia."),
      tie(asker.id, other.id, "asked", "Hidden33note"),
      applied(member.id, "The member applies."),
      applied(asker.id, "Hidden34applies"),
      put("enrollments", { person_id: member.id, code_key: "chem1", code: "CHEM 1" }),
      put("enrollments", { person_id: asker.id, code_key: "hidden35", code: "Hidden35code" }),
      looked("meeting", met),
      looked("room", room ?? ""),
      put("help_questions", {
        id: help,
        number: 1,
        person_id: member.id,
        name: "Mina A",
        email: "mina@elsewhere.example",
        phone: "",
        browser: "",
        device: "",
        created_at: now,
        wrote_at: now,
      }),
      put("help_messages", {
        question_id: help,
        number: 1,
        author_id: member.id,
        answer: false,
        text: "The member asks for help.",
        created_at: now,
      }),
      put("help_messages", {
        question_id: help,
        number: 2,
        author_id: coordinator.id,
        answer: true,
        text: "The coordinators help.",
        created_at: now,
      }),
      put("help_screenshots", {
        id: newId(),
        person_id: member.id,
        question_id: help,
        number: 1,
        content: Buffer.from("A picture of the member"),
        width: 1,
        height: 1,
        created_at: now,
      }),
      put("help_questions", {
        id: others,
        number: 2,
        person_id: asker.id,
        name: "",
        email: "Hidden38mail",
        phone: "",
        browser: "",
        device: "",
        created_at: now,
        wrote_at: now,
      }),
      put("help_messages", {
        question_id: others,
        number: 1,
        author_id: asker.id,
        answer: false,
        text: "Hidden39help",
        created_at: now,
      }),
      put("demographics", { person_id: member.id, age: "25_34", counted: true, changed_at: now }),
      put("demographics", { person_id: asker.id, age: "under_18", changed_at: now }),
      put("premium_plans", { id: newId(), provider_id: talia.id, begun_at: now, begun_by: coordinator.id }),
      put("point_goals", { id: newId(), person_id: talia.id, rule: "meetings", target: 7, chosen_at: now }),
      put("presence", { person_id: member.id, at: now }),
      put("imports", {
        id: newId(),
        kind: "services",
        mode: "merge",
        file_name: "Hidden36file.csv",
        file: Buffer.from("Hidden37content"),
        by_person: coordinator.id,
        state: "review",
      }),
    ];
    for (const row of rows) await row.execute(trx);

    /** One row of a table of the community. */
    return rows.length;
  });
  const group = await kith.inside(community, async (trx) => {
    const id = newId();
    await put("meetings", {
      id,
      format_id: at.format,
      provider_id: other.id,
      name: "The circle",
      seats: 5,
      state: "final",
      booked_by: other.id,
      starts_at: now.add({ hours: 30 }),
      ends_at: now.add({ hours: 31 }),
    }).execute(trx);
    await put("invitations", {
      meeting_id: id,
      person_id: member.id,
      by_person: other.id,
      created_at: now,
    }).execute(trx);
    return id;
  });
  if (!group) throw new Error("there is a group");

  return {
    ...at,
    coordinator,
    met,
    hidden: [
      ...Array.from({ length: 39 }, (_, i) => `Hidden${i + 1}`),
      "Quagga",
      ...[reporter, reviewer, blocker, asker].flatMap(({ id, email }) => [id, email]),
    ],
    theirs: {
      member: [
        "Mina",
        "The member writes to Talia.",
        "Talia writes to the member.",
        "About the proposal.",
        "The member in the room.",
        "The member reported.",
        "The coordinators answered.",
        "The member on Talia.",
        "The member to the coordinators.",
        "The member said it helped.",
        "The member's topic.",
        "Shown to both: I know this well.",
        "Shown to the member: choose me.",
        "A letter to the member.",
        "Told to the member",
        "MEMB-0001",
        "The member began.",
        "The member asks Talia.",
        "The member applies.",
        "CHEM 1",
        "Thistle",
        "mina@elsewhere.example",
        "The member asks for help.",
        "The coordinators help.",
        "A picture of the member",
        "Fern",
        "The circle",
        "Leaflet of the member",
        "Cora Vale",
      ],
      talia: [
        "What Talia tells.",
        "Whom Talia hopes to reach.",
        "Talia is away.",
        "Talia offers to somebody.",
        "The member writes to Talia.",
        "The member said it helped.",
        "Talia's own note.",
        "Everybody reads this of Talia.",
        "Talia thanks.",
        "Picture of Talia",
        "Moss",
        "Peer Mentoring with Talia K",
      ],
    },
  };

  function put(table: string, row: Readonly<Record<string, unknown>>) {
    const all = { community_id: community.id, ...row };
    return sql`insert into ${sql.table(table)} (${sql.join(Object.keys(all).map((key) => sql.ref(key)))})
      values (${sql.join(Object.values(all))})`;
  }
}
