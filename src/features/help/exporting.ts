import { sql } from "kysely";
import { type Exporter, isoSql } from "../exports/exporter.ts";

/** What somebody asked for help, with what they wrote into the form, and what they were answered. Their pictures are among the files. */
export const exportHelp: readonly Exporter[] = [
  {
    part: "help",
    about: "exports.part.help",
    covers: ["help_questions.person_id", "help_screenshots.person_id"],
    rows: ({ personId }) => sql`
      select q.number, q.created_at as "at", q.state, q.name, q.email, q.phone, q.browser, q.device,
        (select coalesce(json_agg(json_build_object('at', ${isoSql("m.created_at")},
            'from', case when m.answer then 'the coordinators' else 'you' end, 'text', m.text) order by m.number), '[]')
          from help_messages m where m.question_id = q.id) as messages
      from help_questions q where q.person_id = ${personId} order by q.number`,
  },
];
