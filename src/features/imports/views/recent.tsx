import { Icon } from "#ui/icons.tsx";
import { Pager, TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty } from "#ui/parts.tsx";
import { clockTime, dayName } from "#ui/when.ts";
import { type Listing, Panel } from "../../admin/index.ts";
import type { Import, ImportState } from "../queries/imports.ts";

/** Recent imports: who uploaded what and when, and what became of it. */
export function RecentPage({ page, found }: { page: Page; found: Listing<Import> }) {
  const { t, community } = page;
  const root = `${community?.base}/admin/imports`;
  const upload = (
    <a href={`${root}/new`} class="btn btn-primary">
      <Icon name="upload" class="size-4" />
      {t("imports.new")}
    </a>
  );
  return (
    <Panel page={page} at="imports" title={t("imports.title")} lead={t("imports.lead")} actions={upload}>
      {found.rows.length === 0 ? (
        <Empty icon="file" title={t("imports.empty.title")}>
          {t("imports.empty.text")}
        </Empty>
      ) : (
        <>
          <h2 class="mb-3">{t("imports.recent")}</h2>
          <TableBox label={t("imports.recent")}>
            <thead>
              <tr>
                <th scope="col">{t("imports.column.when")}</th>
                <th scope="col">{t("imports.column.file")}</th>
                <th scope="col">{t("imports.column.change")}</th>
                <th scope="col">{t("imports.column.state")}</th>
              </tr>
            </thead>
            <tbody>
              {found.rows.map((row) => (
                <Row page={page} root={root} row={row} />
              ))}
            </tbody>
          </TableBox>
          <Pager t={t} here={page.here} {...found} />
        </>
      )}
    </Panel>
  );
}

function Row({ page, root, row }: { page: Page; root: string; row: Import }) {
  const { t, zone, now } = page;
  return (
    <tr>
      <td class="whitespace-nowrap">
        {dayName(row.createdAt, zone, now)}, {clockTime(row.createdAt, zone)}
        <span class="quiet block">{t("imports.by", { name: row.by })}</span>
      </td>
      <th scope="row" class="min-w-48">
        <a href={`${root}/${row.id}`} class="link-plain break-all">
          {row.fileName}
        </a>
        <span class="quiet block font-normal">
          {t(`imports.kind.${row.kind}.short`)} · {t(`imports.mode.${row.mode}`)}
        </span>
      </th>
      <td class="whitespace-nowrap">
        {row.review && (
          <>
            <span aria-hidden="true">{t("imports.change.short", row.review.counts)}</span>
            <span class="sr-only">{t("imports.change", row.review.counts)}</span>
          </>
        )}
      </td>
      <td>
        <StateBadge page={page} state={row.state} />
      </td>
    </tr>
  );
}

const tones: Record<ImportState, "plain" | "good" | "warn" | "info"> = {
  reading: "info",
  review: "info",
  applying: "info",
  applied: "good",
  undoing: "info",
  undone: "plain",
  failed: "warn",
  discarded: "plain",
};

function StateBadge({ page, state }: { page: Page; state: ImportState }) {
  return <Badge tone={tones[state]}>{page.t(`imports.state.${state}`)}</Badge>;
}
