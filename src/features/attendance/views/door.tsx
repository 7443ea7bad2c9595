import { instantOf } from "#platform/clock.ts";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { soon } from "#ui/soon.ts";
import { ButtonForm } from "#ui/staff.tsx";
import { clockTime, dayName } from "#ui/when.ts";

interface DoorProps {
  page: Page;
  door: "early" | "open";
  /** Epoch minutes: from when one can go in, and when it begins. */
  opens: number;
  start: number;
  /** Whether it takes place elsewhere than in a room of ours. */
  elsewhere: boolean;
  /** Whether this person has been there, and whether they are there now. */
  been: boolean;
  there: boolean;
  /** Who else is there. */
  others: readonly string[];
  paths: { join: string; leave: string };
}

/** The way into an online meeting: when it opens, or the button. */
export function DoorCard(props: DoorProps) {
  const { page, door, opens, start, been, there, others, paths } = props;
  const { t, zone, now } = page;
  const opening = instantOf(opens);
  const today = dayName(opening, zone, now) === dayName(now, zone, now);
  const at = { time: clockTime(opening, zone), day: dayName(opening, zone, now) };
  const isOpen = door === "open";
  return (
    <section id="door" class="card-plain mb-6 p-5" aria-labelledby="door-title">
      <h2 id="door-title" class="mb-2 flex items-center gap-2">
        <Icon name={isOpen ? "door" : "clock"} class="text-primary size-6" />
        {t("attendance.door.title")}
      </h2>
      <p role="status">
        {isOpen
          ? t(there ? "attendance.door.there" : "attendance.door.open")
          : t(today ? "attendance.door.today" : "attendance.door.early", at)}
      </p>
      <Countdown
        page={page}
        to={isOpen ? start : opens}
        words={isOpen ? "attendance.door.begins" : "attendance.door.opens"}
      />
      {others.length > 0 && (
        <p class="mt-2 flex items-center gap-2">
          <Icon name="user" class="text-primary size-5" />
          {t("attendance.door.others", { names: others.join(", "), count: others.length })}
        </p>
      )}
      {isOpen && (
        <div class="mt-4 flex flex-wrap gap-2.5">
          <form method="post" action={paths.join} target="_blank" rel="noopener" data-turbo="false">
            <button type="submit" class={`btn ${there ? "" : "btn-primary"}`} aria-describedby="door-note">
              <Icon name="video" class="size-5" />
              {t(been ? "attendance.join.again" : "attendance.join")}
            </button>
          </form>
          {there && <ButtonForm action={paths.leave} icon="exit" label={t("attendance.leave")} />}
        </div>
      )}
      {isOpen && (
        <p id="door-note" class="quiet mt-3 text-sm">
          {t(props.elsewhere ? "attendance.door.note.elsewhere" : "attendance.door.note")}
        </p>
      )}
    </section>
  );
}

interface CountdownProps {
  page: Page;
  /** Epoch minute. */
  to: number;
  words: "attendance.door.begins" | "attendance.door.opens";
}

/** How long it is until then, from the last day before. It counts by itself where there is script. */
function Countdown({ page: { t, now }, to, words }: CountdownProps) {
  const left = instantOf(to).epochMilliseconds - now.epochMilliseconds;
  if (left <= 0 || left > 24 * 3_600_000) return null;
  const [before, after] = t(words, { soon: "\u0000" }).split("\u0000");
  return (
    <p role="timer" class="quiet mt-1" data-controller="countdown" data-countdown-left-value={String(left)}>
      {before}
      <span data-countdown-target="words">{soon(Math.ceil(left / 60_000))}</span>
      {after}
    </p>
  );
}
