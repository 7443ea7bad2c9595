import { Narrow, Pager, SearchBar, TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Empty } from "#ui/parts.tsx";
import { type Listing, Panel } from "../../admin/index.ts";
import type { FeedbackRow, FeedbackSearch } from "../listed.ts";
import { Answers } from "./feedback.tsx";

export interface ShownRow extends FeedbackRow {
  readonly path: string;
  /** When the meeting was, in words. */
  readonly when: string;
}

interface FeedbackPanelProps {
  page: Page;
  search: FeedbackSearch;
  formats: readonly { id: string; name: string }[];
  found: Listing<ShownRow>;
}

/** What members said after meetings, for coordinators. */
export function FeedbackPanel({ page, search, formats, found }: FeedbackPanelProps) {
  const { t, community } = page;
  const root = `${community?.base}/admin/feedback`;
  const narrowed = search.q !== "" || search.format !== "";
  return (
    <Panel page={page} at="feedback" title={t("feedback.panel.title")} lead={t("feedback.panel.lead")}>
      {found.rows.length === 0 && !narrowed ? (
        <Empty icon="message" title={t("feedback.panel.empty")}>
          <p>{t("feedback.panel.empty.text")}</p>
          <a href={`${community?.base}/admin/formats`} class="btn mt-3">
            {t("feedback.panel.formats")}
          </a>
        </Empty>
      ) : (
        <>
          <SearchBar
            t={t}
            action={root}
            label={t("feedback.panel.search")}
            query={search.q}
            clear={narrowed ? root : undefined}
          >
            <Narrow
              name="format"
              label={t("feedback.panel.format")}
              value={search.format}
              options={[
                { value: "", label: t("feedback.panel.format.any") },
                ...formats.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          </SearchBar>
          {found.rows.length === 0 ? (
            <Empty icon="search" title={t("listing.nothing")}>
              {t("listing.nothing.text")}
            </Empty>
          ) : (
            <>
              <Table page={page} rows={found.rows} />
              <Pager t={t} here={page.here} {...found} />
            </>
          )}
        </>
      )}
    </Panel>
  );
}

function Table({ page: { t }, rows }: { page: Page; rows: readonly ShownRow[] }) {
  return (
    <TableBox label={t("feedback.panel.title")}>
      <thead>
        <tr>
          <th scope="col">{t("feedback.panel.meeting")}</th>
          <th scope="col">{t("meetings.member")}</th>
          <th scope="col">{t("feedback.panel.answers")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr class="[&>*]:align-top">
            <th scope="row">
              <a href={row.path} class="link-plain">
                {row.when}
              </a>
              <span class="quiet block font-normal">{row.format}</span>
            </th>
            <td>{row.name}</td>
            <td class="min-w-72 text-sm">
              <Answers answers={row.answers} />
            </td>
          </tr>
        ))}
      </tbody>
    </TableBox>
  );
}
