import { sql } from "kysely";
import type { Exporter } from "../exports/exporter.ts";

/** What somebody was told, in the app and by letter, and what they chose to be told. */
export const exportNotifications: readonly Exporter[] = [
  {
    part: "notifications",
    about: "exports.part.notifications",
    covers: ["notifications.person_id"],
    rows: ({ personId }) => sql`
      select n.created_at as "at", n.kind, n.message, n.detail as "values", n.path as page, n.read_at as "readAt"
      from notifications n where n.person_id = ${personId} order by n.id`,
  },
  {
    part: "letters",
    about: "exports.part.letters",
    covers: ["mails.person_id"],
    rows: ({ personId }) => sql`
      select m.created_at as "at", m.sent_at as "sentAt", m.state, m.to_address as "to", m.subject, m.body_text as text
      from mails m where m.person_id = ${personId} order by m.created_at, m.id`,
  },
  {
    part: "notification-choices",
    about: "exports.part.choices",
    covers: ["notification_choices.person_id"],
    rows: ({ personId }) => sql`
      select kind, bell as "inTheApp", mail as "byLetter" from notification_choices where person_id = ${personId} order by kind`,
  },
];
