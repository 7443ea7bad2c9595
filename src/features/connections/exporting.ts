import { sql } from "kysely";
import { calledSql, type Exporter } from "../exports/exporter.ts";

/** Whom somebody is connected with, asked, and was asked by. What is no connection is not told apart, as on the screen: nobody learns of a "no". */
export const exportConnections: readonly Exporter[] = [
  {
    part: "connections",
    about: "exports.part.connections",
    covers: ["connections.asker_id", "connections.other_id"],
    rows: ({ personId }) => sql`
      select case when c.asker_id = ${personId} then 'you' else 'the other' end as "askedBy",
        case when c.asker_id = ${personId} then ${calledSql("c.other_id")} else ${calledSql("c.asker_id")} end as "with",
        c.state = 'accepted' as connected, c.note, c.asked_at as "at", case when c.state = 'accepted' then c.settled_at end as "since"
      from connections c where ${personId}::uuid in (c.asker_id, c.other_id) order by c.asked_at, c.id`,
  },
];
