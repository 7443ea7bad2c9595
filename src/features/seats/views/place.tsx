import type { Child } from "hono/jsx";
import type { Money } from "#platform/money.ts";
import { moneyWords } from "#platform/money.ts";
import { Icon, type IconName } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { ButtonForm } from "#ui/staff.tsx";
import { clockTime, dayName, minutesAsWords } from "#ui/when.ts";
import type { seatPaths } from "../paths.ts";
import type { Place } from "../rules.ts";

export type SeatPaths = ReturnType<typeof seatPaths>;

/** What somebody without a place can do about that. */
export type Chance = "free" | "full" | "paused" | "begun" | "none";

export interface PlaceProps {
  page: Page;
  paths: SeatPaths;
  place: Place | null;
  chance: Chance;
  /** Places that nobody holds, and how many wait. */
  free: number;
  waiting: number;
  price: Money | null;
  /** Whether it has begun, so that nothing is given up any more. */
  begun: boolean;
  /** Until when the reader takes part in nothing new. */
  pausedUntil: Temporal.Instant | null;
  /** Whom to ask, as the community says it. */
  contact: string;
  /** How long a freed place is kept for the first who waits. Minutes. */
  offerMinutes: number;
  idempotencyKey: string;
}

/** A moment as people say it: "Tue 1 Dec, 10:00". */
const moment = ({ zone, now }: Page, at: Temporal.Instant): string =>
  `${dayName(at, zone, now)}, ${clockTime(at, zone)}`;

/** The reader's own place in a group meeting, or the way to one. */
export function PlaceSection(props: PlaceProps) {
  const { page, place, chance } = props;
  const none = place === null || place.state === "cancelled";
  if (none && chance === "none") return null;
  return (
    <section class="card-plain mb-6 p-5" aria-labelledby="place">
      <h2 id="place" class="mb-3">
        {page.t("seats.title")}
      </h2>
      <Content {...props} />
    </section>
  );
}

function Content(props: PlaceProps) {
  switch (props.place?.state) {
    case "registered":
      return <Sure {...props} />;
    case "unpaid":
      return <Owing {...props} place={props.place} />;
    case "offered":
      return <Offered {...props} place={props.place} />;
    case "waiting":
      return <Waiting {...props} place={props.place} />;
    default:
      return <Without {...props} />;
  }
}

/** How it is, in one line that is not told by colour alone. */
function Standing({ icon, children }: { icon: IconName; children: Child }) {
  return (
    <p class="flex items-start gap-3 font-semibold">
      <Icon name={icon} class="text-primary mt-0.5 size-6" />
      <span>{children}</span>
    </p>
  );
}

const Deeds = ({ children }: { children: Child }) => (
  <div class="mt-4 flex flex-wrap gap-2.5">{children}</div>
);

function Sure({ page: { t }, paths, begun }: PlaceProps) {
  return (
    <>
      <Standing icon="check">{t("seats.sure")}</Standing>
      <p class="quiet mt-2">{t("seats.unseen")}</p>
      {!begun && (
        <Deeds>
          <a href={paths.leave} class="btn">
            {t("seats.leave")}
          </a>
        </Deeds>
      )}
    </>
  );
}

type Held = PlaceProps & { place: Place };

function Owing({ page, paths, place, price }: Held) {
  const { t } = page;
  return (
    <>
      <Standing icon="creditCard">
        {t("seats.owing", { until: place.payBy ? moment(page, place.payBy) : "" })}
      </Standing>
      <p class="quiet mt-2">{t("seats.owing.text", { price: price ? moneyWords(price) : "" })}</p>
      <Deeds>
        <a href={paths.pay} class="btn btn-primary">
          {t("seats.pay")}
        </a>
        <GiveUp paths={paths} seen="unpaid" label={t("seats.letGo")} />
      </Deeds>
    </>
  );
}

function Offered({ page, paths, place, price, idempotencyKey }: Held) {
  const { t } = page;
  return (
    <>
      <Standing icon="star">
        {t("seats.offered", { until: place.offeredUntil ? moment(page, place.offeredUntil) : "" })}
      </Standing>
      <p class="quiet mt-2">{price ? t("seats.costs", { price: moneyWords(price) }) : t("seats.unseen")}</p>
      <Deeds>
        <ButtonForm
          action={paths.accept}
          values={{ key: idempotencyKey }}
          label={t("seats.accept")}
          look="btn btn-primary"
        />
        <GiveUp paths={paths} seen="offered" label={t("seats.letGo")} />
      </Deeds>
    </>
  );
}

function Waiting({ page: { t }, paths, place, offerMinutes }: Held) {
  return (
    <>
      <Standing icon="clock">{t("seats.waiting", { ahead: place.ahead ?? 0 })}</Standing>
      <p class="quiet mt-2">{t("seats.waiting.text", { time: minutesAsWords(offerMinutes) })}</p>
      <Deeds>
        <GiveUp paths={paths} seen="waiting" label={t("seats.stopWaiting")} />
      </Deeds>
    </>
  );
}

const GiveUp = ({ paths, seen, label }: { paths: SeatPaths; seen: Place["state"]; label: string }) => (
  <ButtonForm action={paths.leave} values={{ seen, money: "" }} label={label} />
);

function Without({ page, chance, ...props }: PlaceProps) {
  const { t } = page;
  const { paths, free, waiting, price, pausedUntil, contact, idempotencyKey } = props;
  switch (chance) {
    case "none":
      return null;
    case "begun":
      return <p class="quiet">{t("seats.begun")}</p>;
    case "paused":
      return (
        <>
          <Standing icon="clock">
            {t("seats.paused", { until: pausedUntil ? moment(page, pausedUntil) : "" })}
          </Standing>
          <p class="quiet mt-2">{t("seats.paused.text", { contact })}</p>
        </>
      );
    case "full":
      return (
        <>
          <Standing icon="users">{t("seats.full", { waiting })}</Standing>
          <p class="quiet mt-2">{t("seats.full.text", { time: minutesAsWords(props.offerMinutes) })}</p>
          <Deeds>
            <ButtonForm
              action={paths.wait}
              values={{ key: idempotencyKey }}
              label={t("seats.wait")}
              look="btn btn-primary"
            />
          </Deeds>
        </>
      );
    case "free":
      return (
        <>
          <Standing icon="users">{t("seats.free", { free })}</Standing>
          <p class="quiet mt-2">
            {price && `${t("seats.costs", { price: moneyWords(price) })} `}
            {t("seats.unseen")}
          </p>
          <Deeds>
            <ButtonForm
              action={paths.register}
              values={{ key: idempotencyKey }}
              label={t("seats.register")}
              look="btn btn-primary"
            />
          </Deeds>
        </>
      );
  }
}
