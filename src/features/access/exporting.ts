import { sql } from "kysely";
import type { Exporter } from "../exports/exporter.ts";
import { looksAt } from "./queries.ts";

/**
 * Who of the staff looked at what is somebody's; and what they did themself for others, as staff or as a moderator: when and what,
 * and not for whom.
 */
export const exportAccess: readonly Exporter[] = [
  {
    part: "looks",
    about: "exports.part.looks",
    covers: [],
    rows: ({ personId }) => sql`
      select l.at, l.kind, l.what, l.name as "by", l.record_id as "recordId" from (${looksAt(personId)}) l order by l.at, l.id`,
  },
  {
    part: "done-for-others",
    about: "exports.part.deeds",
    covers: [
      "staff_looks.person_id",
      "meeting_events.by_person",
      "registration_events.by_person",
      "request_events.by_person",
      "payment_events.by_person",
      "room_events.by_person",
      "registrations.attendance_by",
      "payments.recorded_by",
      "invitations.by_person",
      "messages.removed_by",
      "rooms.by_person",
      "applications.settled_by",
      "help_messages.author_id",
      "tips.changed_by",
      "imports.by_person",
      "imports.applied_by",
      "imports.undone_by",
    ],
    rows: ({ personId }) => sql`
      select * from (
        select at, 'looked' as what, kind as about from staff_looks where person_id = ${personId}
        union all select at, kind, 'meeting' from meeting_events where by_person = ${personId}
        union all select at, kind, 'place' from registration_events where by_person = ${personId} and person_id <> ${personId}
        union all select at, kind, 'request' from request_events where by_person = ${personId}
        union all select at, kind, 'payment' from payment_events where by_person = ${personId}
        union all select at, kind, 'room' from room_events where by_person = ${personId} and person_id is distinct from ${personId}
        union all select attendance_at, attendance, 'attendance' from registrations where attendance_by = ${personId}
        union all select paid_at, 'recorded', 'payment' from payments where recorded_by = ${personId}
        union all select created_at, 'invited', 'place' from invitations where by_person = ${personId}
        union all select removed_at, 'removed', 'message' from messages where removed_by = ${personId} and author_id <> ${personId}
        union all select created_at, 'made', 'room' from rooms where by_person = ${personId}
        union all select settled_at, 'answered', 'application' from applications where settled_by = ${personId}
        union all select created_at, 'answered', 'help' from help_messages where author_id = ${personId} and answer
        union all select changed_at, 'changed', 'tip' from tips where changed_by = ${personId}
        union all select created_at, 'uploaded', 'import' from imports where by_person = ${personId}
        union all select applied_at, 'applied', 'import' from imports where applied_by = ${personId}
        union all select undone_at, 'undone', 'import' from imports where undone_by = ${personId}) deeds
      order by at, about, what`,
  },
];
