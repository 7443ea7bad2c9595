import { pause } from "./load.ts";
import { asOwner, type Scene } from "./scene.ts";

/** Waits until no letter and no job is left to do, two minutes at most. Gives how many were left then. */
export function drained(ownerUrl: string, { communityId }: Pick<Scene, "communityId">): Promise<number> {
  return asOwner(ownerUrl, async (client) => {
    await client.query(`set kith.community = '${communityId}'`);
    const deadline = Date.now() + 120_000;
    for (;;) {
      const { rows } = await client.query<{ left: number }>(`
        select ((select count(*) from mails where state <> 'sent')
          + (select count(*) from jobs.job where state < 'completed' and name in ('meeting.announce', 'mail.send')))::int as left`);
      const left = rows[0]?.left ?? 0;
      if (left === 0 || Date.now() > deadline) return left;
      await pause(100);
    }
  });
}

interface Letters {
  /** How many letters about its booking were sent, by meeting. */
  readonly sentByMeeting: ReadonlyMap<string, number>;
  /** How many lines about its booking are in people's notifications, by meeting. */
  readonly linesByMeeting: ReadonlyMap<string, number>;
  /** What names each letter for good, in all of the community. */
  readonly messageIds: readonly string[];
}

/** The community's letters and notices, as its books have them. */
export function lettersOf(ownerUrl: string, { communityId }: Pick<Scene, "communityId">): Promise<Letters> {
  return asOwner(ownerUrl, async (client) => {
    await client.query(`set kith.community = '${communityId}'`);
    const { rows } = await client.query<{ meeting: string; message_id: string }>(
      "select split_part(message_id, '.', 1) as meeting, message_id from mails where kind = 'meeting.booked' and state = 'sent'",
    );
    const sentByMeeting = new Map<string, number>();
    for (const { meeting } of rows) sentByMeeting.set(meeting, (sentByMeeting.get(meeting) ?? 0) + 1);
    const lines = await client.query<{ meeting: string; count: number }>(
      "select split_part(once, '.', 1) as meeting, count(*)::int as count from notifications where kind = 'booked' group by 1",
    );
    const linesByMeeting = new Map(lines.rows.map(({ meeting, count }) => [meeting, count]));
    return { sentByMeeting, linesByMeeting, messageIds: rows.map((row) => row.message_id) };
  });
}
