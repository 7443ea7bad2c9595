import { Icon, type IconName } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty, Heading } from "#ui/parts.tsx";
import { ButtonForm } from "#ui/staff.tsx";
import { clockTime, longDay } from "#ui/when.ts";
import type { NoticeKind } from "../notify.ts";

interface Line {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly words: string;
  readonly created_at: Temporal.Instant;
  readonly unread: boolean;
}

interface NotificationsProps {
  page: Page;
  /** Newest first. */
  lines: readonly Line[];
  /** The id before which there are more; null when this is the end. */
  older: string | null;
}

/** What somebody was told, day by day. */
export function NotificationsPage({ page, lines, older }: NotificationsProps) {
  const { t, community, unread } = page;
  const root = `${community?.base}/notifications`;
  return (
    <Layout page={page} title={t("notices.title")} live={["bell"]}>
      <Heading title={t("notices.title")} />
      <div class="mb-6 flex flex-wrap gap-2">
        {unread !== null && unread > 0 && lines[0] && (
          <ButtonForm
            action={`${root}/read`}
            values={{ until: lines[0].id }}
            label={t("notices.readAll")}
            icon="check"
          />
        )}
        <a href={`${root}/choices`} class="btn btn-ghost">
          <Icon name="settings" class="size-4" />
          {t("notices.choices")}
        </a>
      </div>
      {lines.length === 0 ? (
        <Empty icon="bell" title={t("notices.empty.title")}>
          {t("notices.empty.text")}
        </Empty>
      ) : (
        daysOf(lines, page).map((day) => <Day page={page} root={root} {...day} />)
      )}
      {older && (
        <a href={`${root}?before=${older}`} class="btn" rel="next">
          {t("notices.older")}
        </a>
      )}
    </Layout>
  );
}

interface DayProps {
  date: Temporal.PlainDate;
  lines: readonly Line[];
}

/** The lines of each day of the reader's calendar, in the order they came. */
function daysOf(lines: readonly Line[], { zone }: Page): DayProps[] {
  const dated = lines.map((line) => ({ line, date: line.created_at.toZonedDateTimeISO(zone).toPlainDate() }));
  const days = Map.groupBy(dated, ({ date }) => date.toString());
  return [...days].map(([date, of]) => ({
    date: Temporal.PlainDate.from(date),
    lines: of.map(({ line }) => line),
  }));
}

function Day({ page, root, date, lines }: DayProps & { page: Page; root: string }) {
  return (
    <section class="mb-8">
      <h2 class="mb-3">{dayWords(page, date)}</h2>
      <ul class="grid gap-2">
        {lines.map((line) => (
          <li>
            <Row page={page} root={root} line={line} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function dayWords({ t, zone, now }: Page, date: Temporal.PlainDate): string {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  if (date.equals(today)) return t("notices.today");
  if (date.equals(today.subtract({ days: 1 }))) return t("notices.yesterday");
  return date.year === today.year ? longDay(date) : `${longDay(date)} ${date.year}`;
}

const icons: Record<NoticeKind, IconName> = {
  booked: "calendarPlus",
  changed: "calendar",
  cancelled: "trash",
  reminder: "clock",
  request: "inbox",
  proposal: "heart",
  accepted: "check",
  message: "message",
  payment: "wallet",
  group: "users",
  room: "messages",
  connection: "userPlus",
  review: "star",
  help: "lifebuoy",
};

/** Opening one marks it as read, so a pointer that only passes over it must not. */
function Row({ page: { t, zone }, root, line }: { page: Page; root: string; line: Line }) {
  const { id, kind, words, created_at, unread } = line;
  return (
    <a
      href={`${root}/${id}/open`}
      data-turbo-prefetch="false"
      class={`card-plain hover:border-primary flex min-h-16 items-center gap-4 px-4 py-3 ${unread ? "border-primary border-l-4" : ""}`}
    >
      <span class="bg-base-200 text-primary rounded-full p-2.5">
        <Icon name={icons[kind]} />
      </span>
      <span class="min-w-0 flex-1">
        <span class={`block break-words ${unread ? "font-semibold" : ""}`}>{words}</span>
        <span class="mt-1 flex items-center gap-2">
          {unread && <Badge tone="info">{t("notices.new")}</Badge>}
          <span class="quiet text-sm">{clockTime(created_at, zone)}</span>
        </span>
      </span>
    </a>
  );
}
