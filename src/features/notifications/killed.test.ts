import { sql } from "kysely";
import { expect, test } from "vitest";
import { testApp } from "#support/app.ts";
import { TestPostOffice } from "#support/smtp.ts";
import { notify } from "./notify.ts";

test("who is cut off between sending a notice and noting it tells nobody twice: the second copy has the same Message-ID", async () => {
  const office = new TestPostOffice();
  const SMTP_URL = await office.open();
  const kith = await testApp({ env: { SMTP_URL, MAIL_FROM: "Kith <kith@riverside.example>" } });
  try {
    const { id, community } = await kith.person(await kith.community());
    let cutOff = 0;
    office.beforeAnswer = async () => {
      const { rows } = await sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and usename = current_user and state = 'idle in transaction'`.execute(
        kith.platform.db,
      );
      cutOff = rows.length;
    };
    const notice = { kind: "accepted", message: "news", once: "the only one", path: "/meetings" } as const;
    await kith.inside(community, (trx) =>
      notify(trx, kith.platform.jobs, { ...notice, communityId: community.id, to: [id] }),
    );
    await kith.drainMail();

    expect(cutOff).toBe(1);
    const [mail, ...more] = await kith.inside(community, (trx) =>
      trx.selectFrom("mails").select(["state", "attempts", "message_id"]).execute(),
    );
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ state: "sent", attempts: 1 });
    const messageId = `<${mail?.message_id}@riverside.example>`;
    expect(office.received.map((letter) => letter.messageId)).toEqual([messageId, messageId]);
    const lines = await kith.inside(community, (trx) =>
      trx.selectFrom("notifications").select("message").execute(),
    );
    expect(lines).toEqual([{ message: "news" }]);
  } finally {
    await kith.end();
    await office.close();
  }
}, 60_000);
