import { type Context, Hono } from "hono";
import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import { faultWords } from "../../../words/faults.ts";
import { type CommunityWeb, show } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { askAvailability } from "../load.ts";
import { type Choices, choices } from "../queries/choices.ts";
import { dateText, readClock, readDate } from "../schema.ts";
import { momentOf, reportOf } from "../staff-why.ts";
import { type Found, WhyPage } from "../views/why.tsx";
import { localDate, localToUtc, startOfDate } from "../zones.ts";

/** "Why no times?" for staff: the engine's own account of what takes which times. */
export const why = new Hono<CommunityWeb>();

const longest = 92;

why.get(
  "/admin/why",
  show("coordinator", async (visit, trx, c) => {
    const { page, community, now } = visit;
    const today = localDate(community.zone, minuteOf(now));
    const asked = askedBy(c, today);
    const known = await choices(trx, asked.member);
    const read = readAsked(asked, known);
    const form = { values: { ...asked }, faults: faultWords(page.t, read.faults) };
    const found =
      asked.service && Object.keys(read.faults).length === 0 ? await find(trx, visit, asked, read) : null;
    return <WhyPage page={page} zone={community.zone} choices={known} form={form} found={found} />;
  }),
);

type Asked = ReturnType<typeof askedBy>;

function askedBy(c: Context<CommunityWeb>, today: number) {
  const text = (name: string) => (c.req.query(name) ?? "").trim();
  return {
    service: text("service"),
    format: text("format"),
    provider: text("provider"),
    member: text("member").toLowerCase(),
    from: text("from") || dateText(today),
    until: text("until") || dateText(Math.max(today, readDate(text("from")) ?? today) + 13),
    time: text("time"),
  };
}

interface Read {
  readonly from: number;
  readonly until: number;
  /** Minute of the day, for one exact start on the first day. */
  readonly time: number | null;
  readonly memberId: string | null;
  readonly faults: Readonly<Record<string, string>>;
}

function readAsked(asked: Asked, { memberId }: Choices): Read {
  const [from, until, time] = [readDate(asked.from), readDate(asked.until), readClock(asked.time)];
  const faults: Record<string, string> = {};
  if (from === null) faults.from = "fault.date";
  if (until === null) faults.until = "fault.date";
  else if (from !== null && until < from) faults.until = "fault.until_before_from";
  else if (from !== null && until - from >= longest) faults.until = "fault.why_too_long";
  if (asked.time && time === null) faults.time = "fault.clock";
  if (asked.member && !memberId) faults.member = "fault.why_member";
  return { from: from ?? 0, until: until ?? 0, time, memberId, faults };
}

async function find(trx: Scoped, visit: Visit, asked: Asked, read: Read): Promise<Found | null> {
  const { community, now } = visit;
  const { zone } = community;
  const ids = [asked.service, asked.format, asked.provider].filter((id) => id !== "");
  if (!ids.every(isId)) return null;
  const exact = read.time === null ? null : localToUtc(zone, read.from, read.time);
  const window = { from: startOfDate(zone, read.from), to: startOfDate(zone, read.until + 1) };
  const availability = await askAvailability(trx, {
    community,
    format: { id: asked.format },
    serviceId: asked.service,
    providerIds: asked.provider ? [asked.provider] : undefined,
    memberId: read.memberId,
    now: minuteOf(now),
    ...(exact === null ? window : { from: exact, to: exact + 1 }),
  });
  if (!availability) return null;
  const { service, locations } = availability;
  const about = { service: service.code, places: locations.length };
  return exact === null
    ? { kind: "window", ...about, report: reportOf(availability) }
    : { kind: "moment", ...about, at: exact, report: momentOf(availability, exact) };
}
