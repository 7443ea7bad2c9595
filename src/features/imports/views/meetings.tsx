import { TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Badge } from "#ui/parts.tsx";
import { span } from "#ui/when.ts";
import type { ListRows } from "../shown-list.ts";

type Rows = Extract<ListRows, { name: "meetings" }>["rows"];

/** Meetings to come that an import touches: when, who with whom, and what becomes different. */
export function MeetingsTable({ page, label, rows }: { page: Page; label: string; rows: Rows }) {
  const { t, zone, now, community } = page;
  return (
    <TableBox label={label}>
      <thead>
        <tr>
          <th scope="col">{t("imports.meeting.when")}</th>
          <th scope="col">{t("imports.meeting.who")}</th>
          <th scope="col">{t("imports.meeting.why")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, why, line }) => (
          <tr>
            <th scope="row" class="font-medium">
              {line ? (
                <a href={`${community?.base}/meetings/${id}`} class="link-plain">
                  {span(line.startsAt, line.endsAt, zone, now)}
                </a>
              ) : (
                t("imports.meeting.gone")
              )}
            </th>
            <td>
              {line && t("imports.meeting.with", { members: line.members, name: line.provider })}
              {line && <span class="quiet block">{line.service}</span>}
            </td>
            <td>
              {t(`imports.meeting.${why}`)}{" "}
              {line?.cancelled && <Badge>{t("imports.meeting.cancelled")}</Badge>}
            </td>
          </tr>
        ))}
      </tbody>
    </TableBox>
  );
}
