import { Hono } from "hono";
import { z } from "zod";
import { inCommunity, readInCommunity, type Scoped } from "#platform/database/scope.ts";
import type { Sent } from "#platform/http/form.ts";
import { newId } from "#platform/ids.ts";
import { emptyForm, type FormState } from "#ui/forms.tsx";
import { whenOf } from "#ui/when.ts";
import { faultWords } from "../../words/faults.ts";
import { nameOf } from "../people/person.ts";
import { type CommunityWeb, goOn, submit } from "../visits/handlers.ts";
import type { Visit } from "../visits/visit.ts";
import { bookMeeting, saveDraft } from "./actions.ts";
import { fieldOf, given, type Question } from "./answers.ts";
import { nowhere, readSteps, reviewPath, type Steps, stepPath } from "./path.ts";
import * as queries from "./queries.ts";
import { step } from "./routes.tsx";
import type { TypedAnswers } from "./schema.ts";
import { nearestTo } from "./search.ts";
import { ReviewPage, type Summary, TakenPage } from "./views/review.tsx";
import { TopicPage } from "./views/topic.tsx";

/** The end of a booking: the topic, the last look, and the moment it is taken. */
export const finishing = new Hono<CommunityWeb>();

/** Steps that have come this far. */
type Complete = Steps & { service: string; at: number; provider: string; location: string };

const isComplete = (steps: Steps): steps is Complete =>
  steps.service !== undefined &&
  steps.at !== undefined &&
  steps.provider !== undefined &&
  steps.location !== undefined;

const lastSteps = "/book/:format/:service/:at/:provider/:location";

finishing.get(
  lastSteps,
  step("belongs", async (visit, trx, steps) => {
    if (!isComplete(steps)) return null;
    const chosen = await queries.chosen(trx, visit.actor, steps);
    if (!chosen?.service) return null;
    const form = chosen.draft ? formOf(chosen.questions, chosen.draft.answers) : emptyForm;
    return topicPage(visit, trx, steps, chosen.questions, form);
  }),
);

finishing.post(
  lastSteps,
  submit("belongs", async (visit, form, c) => {
    const platform = c.get("platform");
    const steps = readSteps((name) => c.req.param(name), { ...c.req.query(), draft: form.text("draft") });
    if (!steps || !isComplete(steps)) return null;
    const typed = typedAnswers(form);
    const input = { formatId: steps.format, serviceId: steps.service, answers: typed, draftId: steps.draft };
    const saved = await saveDraft(platform, visit.actor, input);
    if (saved.ok)
      return c.redirect(reviewPath(visit.community.base, { ...steps, draft: saved.value.draftId }), 303);
    if (saved.reason !== "invalid") return null;
    return inCommunity(platform.db, visit.community.id, async (trx) => {
      const chosen = await queries.chosen(trx, visit.actor, steps);
      if (!chosen?.service) return null;
      c.status(422);
      const { values } = formOf(chosen.questions, typed);
      return topicPage(visit, trx, steps, chosen.questions, {
        values,
        faults: faultWords(visit.t, saved.fields),
      });
    });
  }),
);

async function topicPage(
  visit: Visit,
  trx: Scoped,
  steps: Complete,
  questions: readonly Question[],
  form: FormState,
) {
  const { page, community, t } = visit;
  const [provider] = await queries.providerCards(trx, visit.actor, [steps.provider]);
  if (!provider) return null;
  return (
    <TopicPage
      page={page}
      back={stepPath(community.base, { ...steps, location: undefined })}
      action={stepPath(community.base, { ...steps, draft: undefined })}
      draft={steps.draft}
      questions={questions}
      form={form}
      readers={t("booking.topic.readers", { name: nameOf(provider) })}
    />
  );
}

/** Answers by question, from fields named after them. */
function typedAnswers(form: Sent): TypedAnswers {
  const fields = Object.keys(form.values).filter((name) => name.startsWith("answer-"));
  const ids = fields
    .map((name) => name.slice("answer-".length))
    .filter((id) => z.guid().safeParse(id).success);
  return Object.fromEntries(ids.map((id) => [id, [...form.texts(fieldOf({ id }))]]));
}

const formOf = (questions: readonly Question[], answers: TypedAnswers): FormState => ({
  values: Object.fromEntries(questions.map((question) => [fieldOf(question), answers[question.id]])),
  faults: {},
});

finishing.get(
  `${lastSteps}/review`,
  step("belongs", async (visit, trx, steps, c) => {
    if (!isComplete(steps)) return null;
    const chosen = await queries.chosen(trx, visit.actor, steps);
    if (!chosen?.service) return null;
    const { base } = visit.community;
    if (chosen.draft?.meeting_id) return c.redirect(`${base}/meetings/${chosen.draft.meeting_id}`);
    if (!chosen.draft) return c.redirect(stepPath(base, { ...steps, draft: undefined }));
    const place = await queries.placeOf(
      trx,
      visit.actor,
      steps.provider,
      steps.location === nowhere ? null : steps.location,
    );
    if (!place) return null;
    const { community, page, t } = visit;
    return (
      <ReviewPage
        page={page}
        back={stepPath(base, steps)}
        action={`${base}/book`}
        hidden={hiddenOf(steps)}
        lines={linesOf(visit, steps, chosen, place)}
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
const hiddenOf = (steps: Complete): Record<string, string> => ({
  format: steps.format,
  service: steps.service,
  at: String(steps.at),
  provider: steps.provider,
  location: steps.location,
  draft: steps.draft ?? "",
  key: steps.draft ?? newId(),
});

function linesOf(
  visit: Visit,
  steps: Complete,
  chosen: queries.Chosen,
  place: queries.PlaceOfMeeting,
): Summary[] {
  const { t, community } = visit;
  const to = (less: Partial<Steps>) => stepPath(community.base, { ...steps, ...less });
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
    {
      label: t("booking.review.when"),
      value: whenOf(visit, steps.at, chosen.format.minutes),
      change: to({ at: undefined }),
    },
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
      change: to({ location: undefined }),
    });
  }
  const answers = chosen.draft?.answers ?? {};
  const answered = chosen.questions.map((question) => ({ question, answer: given(question, answers) }));
  for (const { question, answer } of answered) {
    if (answer.length > 0) lines.push({ label: question.label, value: answer.join(", "), change: to({}) });
  }
  return lines;
}

finishing.post(
  "/book",
  submit("belongs", async (visit, form, c) => {
    const platform = c.get("platform");
    const { community, actor, t, page } = visit;
    const location = form.text("location");
    const input = {
      formatId: form.text("format"),
      serviceId: form.text("service"),
      providerId: form.text("provider"),
      locationId: location === nowhere ? null : location,
      at: Number(form.text("at")),
      draftId: form.text("draft") || undefined,
    };
    const booked = await bookMeeting(platform, actor, input, {
      idempotencyKey: form.text("key") || undefined,
    });
    if (booked.ok) {
      const notice = community.settings.confirmation === "automatic" ? "notice.booked" : "notice.asked";
      return goOn(c, `${community.base}/meetings/${booked.value.meetingId}`, notice);
    }
    if (booked.reason === "invalid" || booked.reason === "gone") return null;
    const steps: Complete = {
      format: input.formatId,
      service: input.serviceId,
      at: input.at,
      provider: input.providerId,
      location,
      draft: input.draftId,
    };
    if (booked.reason === "unanswered") return c.redirect(stepPath(community.base, steps), 303);
    c.status(409);
    const rules = booked.details?.rules;
    const taken = Array.isArray(rules) && (rules.includes("busy") || rules.includes("buffer"));
    const other = booked.reason !== "slot_taken";
    // Nearest times come from a fresh look, after the one who won has committed.
    return readInCommunity(
      platform.db,
      community.id,
      (trx) => nearestTo(trx, visit, steps, input.at),
      async (nearest) => (
        <TakenPage
          page={page}
          title={
            other
              ? t(`refusal.${booked.reason}`)
              : t(taken ? "booking.taken.title" : "booking.taken.gone.title")
          }
          text={other ? "" : t(taken ? "booking.taken.text" : "booking.taken.gone.text")}
          kept={steps.draft !== undefined}
          durationMinutes={nearest.minutes}
          nearest={nearest.starts}
          pathOf={(start) => reviewPath(community.base, { ...steps, at: start.at })}
          otherTimes={stepPath(community.base, { ...steps, at: undefined })}
        />
      ),
    );
  }),
);
