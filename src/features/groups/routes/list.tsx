import { Hono } from "hono";
import { instantOf } from "#platform/clock.ts";
import { type CommunityWeb, show } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { cursorText, groupsFound, readCursor } from "../listing.ts";
import { plan } from "../policy.ts";
import { facetsOf, type GroupLine } from "../queries/list.ts";
import { addressOf, readSearch, type Search, type Window, windowOf } from "../search.ts";
import { Calendar } from "../views/calendar.tsx";
import { GroupsFrame, GroupsList } from "../views/list.tsx";

/** Group meetings as somebody may find them: a list, a week and a month. */
export const listing = new Hono<CommunityWeb>();

listing.get(
  "/groups",
  show("belongs", async (visit, trx, c) => {
    const { page, actor, community, zone, now } = visit;
    if (!community.settings.modules.groups) return null;
    const search = readSearch(c.req.query());
    const window = windowOf(search, zone, now);
    const after = readCursor(c.req.query("after"));
    const { groups, next } = await groupsFound(trx, actor, { search, window, zone, after });
    const root = `${community.base}/groups`;
    const planning = plan(actor) ? `${root}/new` : null;
    return (
      <GroupsFrame
        page={page}
        root={root}
        search={search}
        facets={await facetsOf(trx, actor, now)}
        plan={planning}
      >
        {search.view === "list" ? (
          <GroupsList
            page={page}
            search={search}
            groups={groups}
            next={next && addressOf(root, search, {}, { after: cursorText(next) })}
            start={after && addressOf(root, search)}
            plan={planning}
          />
        ) : (
          <Calendar page={page} {...calendarOf(visit, { root, search, window, view: search.view }, groups)} />
        )}
      </GroupsFrame>
    );
  }),
);

interface Shown {
  root: string;
  search: Search;
  window: Window;
  view: "week" | "month";
}

function calendarOf(
  { zone, now }: Visit,
  { root, search, window, view }: Shown,
  groups: readonly GroupLine[],
) {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const on = search.from ?? today;
  const dateOf = ({ start }: GroupLine) => instantOf(start).toZonedDateTimeISO(zone).toPlainDate();
  const byDate = Map.groupBy(groups, (group) => dateOf(group).toString());
  const last = window.last ?? window.first;
  const count = window.first.until(last, { largestUnit: "days" }).days + 1;
  const days = Array.from({ length: count }, (_, day) => {
    const date = window.first.add({ days: day });
    return {
      date,
      outside: view === "month" && date.month !== on.month,
      today: date.equals(today),
      groups: byDate.get(date.toString()) ?? [],
    };
  });
  const shows = days.some((day) => day.today && !day.outside);
  const step = (by: 1 | -1) =>
    addressOf(root, search, {
      from: view === "week" ? on.add({ days: 7 * by }) : on.with({ day: 1 }).add({ months: by }),
    });
  return {
    view,
    days,
    on,
    earlier: step(-1),
    later: step(1),
    now: shows ? null : addressOf(root, search, { from: null }),
  };
}
