import type { Child } from "hono/jsx";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Heading, Notice } from "#ui/parts.tsx";
import { clockTime, dayName } from "#ui/when.ts";
import { nameOf } from "../../people/person.ts";
import type { RosterLine } from "../queries/roster.ts";
import type { Attendance, CorrectionVerdict } from "../rules.ts";

export interface ShownLine extends RosterLine {
  /** What is known by now, whoever or whatever said so. */
  readonly came: Attendance | null;
  /** Nobody says it of themself. */
  readonly own: boolean;
}

export interface RosterProps {
  page: Page;
  group: boolean;
  lines: readonly ShownLine[];
  /** Whether the visitor can say who came, or why not. */
  verdict: CorrectionVerdict;
  action: string;
}

/** Who has a place in a meeting and who came, with the means to say so. */
export function Roster({ page, group, lines, verdict, action }: RosterProps) {
  const { t } = page;
  const [sure, off] = [
    lines.filter(({ state }) => state === "registered"),
    lines.filter(({ state }) => state === "cancelled"),
  ];
  const mayMark = verdict === "may" && sure.some(({ own }) => !own);
  const rows = (
    <ul class="divide-base-300 divide-y">
      {sure.map((line) => (
        <Row page={page} line={line} choosing={mayMark && !line.own} over={verdict !== "too_early"} />
      ))}
    </ul>
  );
  return (
    <section id="attendance" class="card-plain mb-6 p-5" aria-labelledby="attendance-title">
      <h2 id="attendance-title" class="mb-1">
        {t(group ? "attendance.roster.group" : "attendance.roster.title", { count: sure.length })}
      </h2>
      {sure.length === 0 && <p class="quiet">{t("attendance.roster.nobody")}</p>}
      {mayMark ? (
        <form method="post" action={action}>
          <p class="quiet text-sm">{t("attendance.roster.lead")}</p>
          {rows}
          <button type="submit" class="btn btn-primary mt-4">
            {t("attendance.roster.save")}
          </button>
        </form>
      ) : (
        rows
      )}
      {verdict === "too_late" && <p class="quiet mt-3 text-sm">{t("attendance.roster.late")}</p>}
      {group && verdict === "too_early" && sure.length > 0 && (
        <p class="quiet mt-3 text-sm">{t("attendance.roster.early")}</p>
      )}
      {off.length > 0 && (
        <p class="quiet mt-3 text-sm">
          {t("attendance.roster.off", { names: off.map(nameOf).join(", "), count: off.length })}
        </p>
      )}
    </section>
  );
}

interface RowProps {
  page: Page;
  line: ShownLine;
  choosing: boolean;
  /** Whether it has begun, so that it can be said whether they came. */
  over: boolean;
}

const tones = { attended: "good", no_show: "warn" } as const;

function Row({ page, line, choosing, over }: RowProps) {
  const { t } = page;
  const name = nameOf(line);
  const clicks = <Clicks page={page} line={line} />;
  if (!choosing) {
    return (
      <li class="flex flex-wrap items-center gap-x-3 gap-y-1 py-3">
        <span class="font-medium break-words">{name}</span>
        {line.came && <Badge tone={tones[line.came]}>{t(`attendance.${line.came}`)}</Badge>}
        {clicks}
        {over && <History page={page} line={line} />}
      </li>
    );
  }
  const field = `came-${line.id}`;
  return (
    <li class="py-3">
      <fieldset>
        <legend class="mb-1.5 flex flex-wrap items-center gap-x-3">
          <span class="font-medium break-words">{name}</span>
          {clicks}
        </legend>
        <input type="hidden" name={`was-${line.id}`} value={line.came ?? ""} />
        <div class="flex flex-wrap gap-2">
          {(["attended", "no_show", ""] as const).map((value) => (
            <label class="border-base-300 bg-base-100 rounded-field has-checked:border-primary has-checked:bg-base-200 flex min-h-11 cursor-pointer items-center gap-2.5 border px-3">
              <input
                type="radio"
                name={field}
                value={value}
                checked={(line.came ?? "") === value}
                class="radio radio-primary radio-sm"
              />
              {t(`attendance.${value === "" ? "unsaid" : value}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <History page={page} line={line} />
    </li>
  );
}

function Clicks({ page, line }: { page: Page; line: ShownLine }) {
  const { t, zone } = page;
  if (!line.joinedAt) return null;
  const joined = clockTime(Temporal.Instant.from(line.joinedAt), zone);
  const left = line.leftAt && clockTime(Temporal.Instant.from(line.leftAt), zone);
  return (
    <span class="quiet text-sm font-normal tabular-nums">
      {left ? t("attendance.joined.left", { joined, left }) : t("attendance.joined", { joined })}
    </span>
  );
}

const saidWords = {
  attended: "attendance.said.attended",
  no_show: "attendance.said.no_show",
  unsaid: "attendance.said.unsaid",
} as const;

const isSaid = (kind: string): kind is keyof typeof saidWords => kind in saidWords;

/** Who said what, and when; the latest is in sight, the earlier ones are behind it. */
function History({ page, line }: { page: Page; line: ShownLine }) {
  const { t, zone, now } = page;
  const told = line.said.flatMap(({ kind, at, name }) => {
    if (!isSaid(kind)) return [];
    const when = Temporal.Instant.from(at);
    const said = t(saidWords[kind], { name: name ?? "", told: name ? "yes" : "no" });
    return [`${dayName(when, zone, now)}, ${clockTime(when, zone)}: ${said}`];
  });
  const [latest, ...earlier] = told.toReversed();
  if (!latest) return null;
  if (earlier.length === 0) return <p class="quiet mt-1.5 w-full text-sm">{latest}</p>;
  return (
    <details class="quiet mt-1.5 w-full text-sm">
      <summary class="inline-flex min-h-6 cursor-pointer items-center gap-1.5">
        <Icon name="chevronRight" class="size-4" />
        {latest}
      </summary>
      <ul class="mt-1 grid gap-1 pl-5">
        {earlier.map((said) => (
          <li>{said}</li>
        ))}
      </ul>
    </details>
  );
}

interface RosterPageProps {
  page: Page;
  /** When the meeting is, in words. */
  when: string;
  back: string;
  refusal?: string | undefined;
  children: Child;
}

/** The same as a page of its own, where what was sent could not be taken. */
export function RosterPage({ page, when, back, refusal, children }: RosterPageProps) {
  const { t } = page;
  return (
    <Layout page={page} title={t("attendance.page.title")}>
      <Heading title={when} back={{ href: back, label: t("attendance.back") }} />
      {refusal && (
        <div role="alert">
          <Notice tone="warn" icon="alert">
            {refusal}
          </Notice>
        </div>
      )}
      {children}
    </Layout>
  );
}
