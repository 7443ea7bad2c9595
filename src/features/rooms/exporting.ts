import { sql } from "kysely";
import { type Exporter, isoSql } from "../exports/exporter.ts";

/** The rooms somebody is or was in, under their name there. What others wrote there, and under which names, is theirs. */
export const exportRooms: readonly Exporter[] = [
  {
    part: "rooms",
    about: "exports.part.rooms",
    covers: ["room_members.person_id", "room_events.person_id"],
    rows: ({ personId }) => sql`
      select r.id, case when i.state in ('in', 'invited') or not r.private then r.name end as room, r.private,
        case when i.joined_at is not null then i.name end as "nameThere", i.role, i.state, i.joined_at as "joinedAt",
        i.muted_until as "mutedUntil",
        (select coalesce(json_agg(json_build_object('at', ${isoSql("e.at")}, 'what', e.kind) order by e.at, e.id), '[]')
          from room_events e where e.room_id = r.id and e.person_id = ${personId}) as events
      from room_members i join rooms r on r.id = i.room_id where i.person_id = ${personId} order by i.joined_at, r.id`,
  },
];
