import { sql } from "kysely";
import { type Exporter, isoSql } from "../exports/exporter.ts";

/** Who somebody is in the community, and what is kept so that they can sign in. No password, no key and no link is in it. */
export const exportPerson: readonly Exporter[] = [
  {
    part: "person",
    about: "exports.part.person",
    covers: ["people.account_id", "presence.person_id"],
    rows: ({ personId }) => sql`
      select p.id, p.first_name as "firstName", p.last_name as "lastName", p.email, p.sso_id as "institutionId", p.roles,
        p.created_at as "sinceAt", p.archived_at as "archivedAt", p.discreet, p.shows_presence as "showsPresence",
        h.at as "lastHereAt"
      from people p left join presence h on h.person_id = p.id where p.id = ${personId}`,
  },
  {
    part: "account",
    about: "exports.part.account",
    covers: [],
    rows: ({ accountId }) => sql`
      select a.name, a.email, a.email_verified as "emailConfirmed", a.zone, a.created_at as "sinceAt",
        (select coalesce(json_agg(distinct c.provider), '[]') from credentials c where c.account_id = a.id) as "waysToSignIn",
        (select coalesce(json_agg(json_build_object('since', ${isoSql("s.created_at")}, 'lastUsed', ${isoSql("s.updated_at")},
          'address', s.ip_address, 'browser', s.user_agent) order by s.created_at), '[]')
          from sessions s where s.account_id = a.id) as sessions
      from accounts a where a.id = ${accountId}`,
  },
];
