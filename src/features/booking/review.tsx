import { Hono } from "hono";
import { instantOf } from "#platform/clock.ts";
import { newId } from "#platform/ids.ts";
import { span, whenOf } from "#ui/when.ts";
import { nameOf } from "../people/person.ts";
import { type Found, planFor } from "../series/planning.ts";
import type { CommunityWeb } from "../visits/handlers.ts";
import type { Visit } from "../visits/visit.ts";
import { given } from "./answers.ts";
import { type Complete, isComplete, lastSteps, nowhere, type Steps, stepPath, weeksPath } from "./path.ts";
import * as queries from "./queries.ts";
import { step } from "./routes.tsx";
import { lacksWeeks } from "./rules.ts";
import { ReviewPage, type Summary } from "./views/review.tsx";

/** The last look before a time is taken, or several a week apart. */
export const reviewing = new Hono<CommunityWeb>();

reviewing.get(
  `${lastSteps}/review`,
  step("belongs", async (visit, trx, steps, c) => {
    if (!isComplete(steps)) return null;
    const chosen = await queries.chosen(trx, visit.actor, steps);
    if (!chosen?.service) return null;
    const { base } = visit.community;
    if (chosen.draft?.meeting_id) return c.redirect(`${base}/meetings/${chosen.draft.meeting_id}`);
    if (!chosen.draft) return c.redirect(stepPath(base, { ...steps, draft: undefined }));
    if (lacksWeeks(chosen, steps)) return c.redirect(weeksPath(base, steps));
    const place = await queries.placeOf(
      trx,
      visit.actor,
      steps.provider,
      steps.location === nowhere ? null : steps.location,
    );
    const series = steps.weeks === undefined ? null : await planFor(trx, visit, steps, steps.weeks);
    if (!place || (steps.weeks !== undefined && !series)) return null;
    if (series?.plan.free.length === 0) return c.redirect(weeksPath(base, steps));
    const { community, page, t } = visit;
    return (
      <ReviewPage
        page={page}
        back={stepPath(base, steps)}
        action={series ? `${base}/book/weekly` : `${base}/book`}
        hidden={hiddenOf(steps, series)}
        lines={linesOf(visit, steps, { ...chosen, series }, place)}
        weekly={series !== null}
        note={
          community.settings.confirmation === "automatic"
            ? t("booking.review.note.automatic")
            : t("booking.review.note.provider", { name: nameOf(place.provider) })
        }
      />
    );
  }),
);

/** What the last button sends. The draft is the booking's key: a second click finds what the first one did. */
const hiddenOf = (steps: Complete, series: Found | null): Record<string, string> => ({
  format: steps.format,
  service: steps.service,
  at: String(steps.at),
  provider: steps.provider,
  location: steps.location,
  draft: steps.draft ?? "",
  key: steps.draft ?? newId(),
  ...(steps.wait && { wait: steps.wait }),
  ...(series && { weeks: String(steps.weeks), starts: series.plan.free.join(" ") }),
});

function linesOf(
  visit: Visit,
  steps: Complete,
  chosen: queries.Chosen & { series: Found | null },
  place: queries.PlaceOfMeeting,
): Summary[] {
  const { t, community } = visit;
  // Another time than the one that is kept for who waited is a booking like any other.
  const to = (less: Partial<Steps>) => stepPath(community.base, { ...steps, wait: undefined, ...less });
  const lines: Summary[] = [
    { label: t("booking.review.format"), value: chosen.format.name, change: community.base },
    // A provider's own service says no more than the provider does.
    ...(chosen.service && chosen.service.owner_id !== steps.provider
      ? [
          {
            label: t("booking.review.service"),
            value: chosen.service.code,
            change: to({ service: undefined }),
          },
        ]
      : []),
    ...(chosen.series
      ? weeksOf(visit, steps, chosen.series)
      : [
          {
            label: t("booking.review.when"),
            value: whenOf(visit, steps.at, chosen.format.minutes),
            change: to({ at: undefined }),
          },
        ]),
    {
      label: t("booking.review.provider"),
      value: nameOf(place.provider),
      change: to({ provider: undefined }),
    },
  ];
  if (place.location) {
    lines.push({
      label: t("booking.review.where"),
      value: place.location.name,
      change: to({ location: undefined, wait: steps.wait }),
    });
  }
  const answers = chosen.draft?.answers ?? {};
  const answered = chosen.questions.map((question) => ({ question, answer: given(question, answers) }));
  for (const { question, answer } of answered) {
    if (answer.length > 0)
      lines.push({ label: question.label, value: answer.join(", "), change: to({ wait: steps.wait }) });
  }
  return lines;
}

/** Without its offset, which is another one after a change of clocks. */
const placeName = (zone: string): string => (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");

/** The dates that are taken, and those that are left out with why. */
function weeksOf({ t, zone, now, community }: Visit, steps: Complete, { plan, minutes }: Found): Summary[] {
  const when = (start: number) => span(instantOf(start), instantOf(start + minutes), zone, now);
  const change = weeksPath(community.base, steps);
  const [taken, missing] = [plan.free, plan.all.filter(({ why }) => why !== null)];
  const lines = [
    {
      label: t("series.review.when", { count: taken.length, zone: placeName(zone) }),
      value: taken.map(when).join("\n"),
      change,
    },
  ];
  if (missing.length === 0) return lines;
  const left = missing.map(({ start, why }) => `${when(start)}: ${why ? t(`series.why.${why}`) : ""}`);
  return [...lines, { label: t("series.review.missing"), value: left.join("\n"), change }];
}
