import { Hono } from "hono";
import { z } from "zod";
import { inCommunity, type Scoped } from "#platform/database/scope.ts";
import type { Sent } from "#platform/http/form.ts";
import { emptyForm, type FormState } from "#ui/forms.tsx";
import { faultWords } from "../../words/faults.ts";
import { nameOf } from "../people/person.ts";
import { type CommunityWeb, submit } from "../visits/handlers.ts";
import type { Visit } from "../visits/visit.ts";
import { saveDraft } from "./actions.ts";
import { fieldOf, type Question } from "./answers.ts";
import { type Complete, isComplete, lastSteps, readSteps, reviewPath, stepPath, weeksPath } from "./path.ts";
import * as queries from "./queries.ts";
import { step } from "./routes.tsx";
import { lacksWeeks } from "./rules.ts";
import type { TypedAnswers } from "./schema.ts";
import { TopicPage } from "./views/topic.tsx";

/** What the coordinator asks before a meeting; the answers are kept until it is booked. */
export const topic = new Hono<CommunityWeb>();

topic.get(
  lastSteps,
  step("belongs", async (visit, trx, steps, c) => {
    if (!isComplete(steps)) return null;
    const chosen = await queries.chosen(trx, visit.actor, steps);
    if (!chosen?.service) return null;
    if (lacksWeeks(chosen, steps)) return c.redirect(weeksPath(visit.community.base, steps));
    const form = chosen.draft ? formOf(chosen.questions, chosen.draft.answers) : emptyForm;
    return topicPage(visit, trx, steps, chosen, form);
  }),
);

topic.post(
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
      return topicPage(visit, trx, steps, chosen, {
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
  { format, questions }: queries.Chosen,
  form: FormState,
) {
  const { page, community, t } = visit;
  const [provider] = await queries.providerCards(trx, visit.actor, [steps.provider]);
  if (!provider) return null;
  const weekly = format.rhythm === "weekly";
  const { base } = community;
  return (
    <TopicPage
      page={page}
      back={weekly ? weeksPath(base, steps) : stepPath(base, { ...steps, location: undefined })}
      action={stepPath(base, { ...steps, draft: undefined })}
      draft={steps.draft}
      questions={questions}
      form={form}
      readers={t("booking.topic.readers", { name: nameOf(provider) })}
      weekly={weekly}
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
