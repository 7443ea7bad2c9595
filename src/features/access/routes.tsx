import { Hono } from "hono";
import { csvChunks } from "#platform/csv/write.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import { param, wanted } from "../admin/index.ts";
import { recordWhole } from "../admin/looks.ts";
import { type CommunityWeb, show } from "../visits/handlers.ts";
import type { Visit } from "../visits/visit.ts";
import { lookKinds, lookMonths } from "./kinds.ts";
import { accessLog, type LogSearch, lookers, ownLooks, placeOfLook, wholeLog } from "./queries.ts";
import { AccessLogPage, type LogForm } from "./views/log.tsx";
import { OwnLooksPage } from "./views/own.tsx";
import { whatWas } from "./views/words.ts";

/** Who looked at what is private: for each person of what is theirs, and for coordinators of what all of them did. */
export const access = new Hono<CommunityWeb>();

access.get(
  "/privacy/looks",
  show("belongs", async ({ page, actor }, trx, c) => (
    <OwnLooksPage page={page} found={await ownLooks(trx, actor, wanted(c).page)} months={lookMonths} />
  )),
);

access.get(
  "/admin/access",
  show("coordinator", async (visit, trx, c) => {
    const form = asked((name) => c.req.query(name));
    const found = await accessLog(trx, visit.actor, { ...searchOf(form, visit), page: wanted(c).page });
    return <AccessLogPage page={visit.page} form={form} found={found} lookers={await lookers(trx)} />;
  }),
);

access.get(
  "/admin/access/log.csv",
  show("coordinator", async (visit, trx, c) => {
    const { t, actor } = visit;
    const rows = await wholeLog(
      trx,
      actor,
      searchOf(
        asked((name) => c.req.query(name)),
        visit,
      ),
    );
    await recordWhole(trx, visit, "file", "access");
    const header = [t("access.when"), t("access.who"), t("access.what")];
    const cells = rows.map((row) => [row.at.toString(), row.name, whatWas(t, row)]);
    const chunks = await Array.fromAsync(csvChunks(header, cells));
    return c.body(new Uint8Array(Buffer.concat(chunks)), 200, {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="access.csv"',
      "Cache-Control": "no-store",
    });
  }),
);

/** Leads to what was looked at, which asks anew whether one may, and writes that look down as well. */
access.get(
  "/admin/access/:id",
  show("coordinator", async ({ actor, community }, trx: Scoped, c) => {
    const path = await placeOfLook(trx, actor, param(c, "id"));
    return path === null ? null : c.redirect(`${community.base}${path}`, 303);
  }),
);

/** What the address asks for. A date that is none stays as it was typed, and is asked for again. */
function asked(query: (name: string) => string | undefined): LogForm {
  const who = query("who") ?? "";
  const kind = query("kind");
  const date = (name: string) => (query(name) ?? "").trim().slice(0, 20);
  return {
    who: isId(who) ? who : "",
    kind: lookKinds.find((known) => known === kind) ?? "any",
    from: date("from"),
    until: date("until"),
    wrong: ["from", "until"].some((name) => date(name) !== "" && dayOf(date(name)) === null),
  };
}

function dayOf(text: string): Temporal.PlainDate | null {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? Temporal.PlainDate.from(text) : null;
  } catch {
    return null;
  }
}

/** Whole days of the reader's zone, the last one included. */
function searchOf({ who, kind, from, until }: LogForm, { zone }: Visit): Omit<LogSearch, "page"> {
  const begins = (day: Temporal.PlainDate | null | undefined) =>
    day?.toZonedDateTime(zone).toInstant() ?? null;
  return { who, kind, from: begins(dayOf(from)), until: begins(dayOf(until)?.add({ days: 1 })) };
}
