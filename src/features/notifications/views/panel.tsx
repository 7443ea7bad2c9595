import { Narrow, Pager, SearchBar, TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty, Notice } from "#ui/parts.tsx";
import { ButtonForm } from "#ui/staff.tsx";
import { clockTime, dayName } from "#ui/when.ts";
import { type Listing, Panel } from "../../admin/index.ts";
import type { MailRow, MailSearch, MailState } from "../queries/mail.ts";

interface MailPanelProps {
  page: Page;
  search: MailSearch;
  found: Listing<MailRow>;
  /** How many did not arrive. */
  failed: number;
}

const states = ["any", "queued", "sent", "failed"] as const;

/** What a community sent, what waits, what failed and why. Who reads it here sees no letter's words. */
export function MailPanel({ page, search: { q, state }, found, failed }: MailPanelProps) {
  const { t, community } = page;
  const root = `${community?.base}/admin/mail`;
  const narrowed = q !== "" || state !== "any";
  return (
    <Panel page={page} at="mail" title={t("mail.title")} lead={t("mail.lead")}>
      {failed > 0 && state !== "failed" && (
        <Notice tone="warn" icon="alert">
          {t("mail.failed", { count: failed })}{" "}
          <a href={`${root}?state=failed`} class="link-plain text-warning-content">
            {t("mail.failed.show")}
          </a>
        </Notice>
      )}
      <SearchBar t={t} action={root} label={t("mail.search")} query={q} clear={narrowed ? root : undefined}>
        <Narrow
          name="state"
          label={t("mail.state")}
          value={state}
          options={states.map((value) => ({ value, label: t(`mail.state.${value}`) }))}
        />
      </SearchBar>
      {found.rows.length === 0 ? (
        <Empty icon="mail" title={t("mail.empty.title")}>
          {narrowed ? t("listing.nothing.text") : t("mail.empty.text")}
        </Empty>
      ) : (
        <>
          <TableBox label={t("mail.table")}>
            <thead>
              <tr>
                <th scope="col">{t("mail.subject")}</th>
                <th scope="col">{t("mail.to")}</th>
                <th scope="col">{t("mail.when")}</th>
                <th scope="col">{t("mail.state")}</th>
                <th scope="col">
                  <span class="sr-only">{t("mail.again")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {found.rows.map((mail) => (
                <Row page={page} mail={mail} root={root} />
              ))}
            </tbody>
          </TableBox>
          <Pager t={t} here={page.here} {...found} />
        </>
      )}
    </Panel>
  );
}

function Row({ page: { t, zone, now }, mail, root }: { page: Page; mail: MailRow; root: string }) {
  const { id, to, subject, state, attempts, error, at } = mail;
  return (
    <tr>
      <th scope="row" class="font-medium">
        {subject ?? <span class="quiet font-normal">{t("mail.private")}</span>}
      </th>
      <td>{to}</td>
      <td class="whitespace-nowrap">
        {dayName(at, zone, now)}, {clockTime(at, zone)}
      </td>
      <td class="max-w-xs min-w-56">
        <Badge tone={tones[state]}>{t(`mail.state.${state}`)}</Badge>
        {error && (
          <span class="mt-1 block text-sm [overflow-wrap:anywhere]">
            {error} ({t("mail.attempts", { count: attempts })})
          </span>
        )}
      </td>
      <td>
        {(state === "failed" || error) && (
          <ButtonForm
            action={`${root}/${id}/again`}
            label={t("mail.again")}
            describes={[subject ?? t("mail.private"), to].join(", ")}
            look="btn btn-sm whitespace-nowrap"
          />
        )}
      </td>
    </tr>
  );
}

const tones: Record<MailState, "good" | "plain" | "warn"> = { sent: "good", queued: "plain", failed: "warn" };
