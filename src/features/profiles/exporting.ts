import { sql } from "kysely";
import { type Exporter, optionsSql } from "../exports/exporter.ts";

/** What a provider told about themself, and whom they hope to reach. */
export const exportProfile: readonly Exporter[] = [
  {
    part: "profile",
    about: "exports.part.profile",
    covers: [
      "providers.person_id",
      "provider_experiences.provider_id",
      "provider_languages.provider_id",
      "provider_audience.provider_id",
    ],
    rows: ({ personId }) => sql`
      select v.greeting, v.bio, v.qualification, v.zone, g.name as gender, v.gender_shown as "genderShown",
        v.ages_from as "agesFrom", v.ages_to as "agesTo", v.in_directory as "inDirectory",
        v.buffer_before as "minutesBefore", v.buffer_after as "minutesAfter", v.notice_minutes as "noticeMinutes",
        v.weekly_cap_minutes as "weeklyMinutes", v.paused_at as "pausedAt", v.locked_at as "lockedAt",
        (select coalesce(json_agg(o.name order by o.position), '[]') from provider_experiences e
          join profile_options o on o.id = e.option_id where e.provider_id = v.person_id) as experiences,
        (select coalesce(json_agg(o.name order by o.position), '[]') from provider_languages e
          join profile_options o on o.id = e.option_id where e.provider_id = v.person_id) as languages,
        case when a.provider_id is not null then json_build_object(
          'ages', a.ages, 'options', ${optionsSql("a.options")}, 'note', a.note) end as audience
      from providers v left join profile_options g on g.id = v.gender_id
      left join provider_audience a on a.provider_id = v.person_id
      where v.person_id = ${personId}`,
  },
];
