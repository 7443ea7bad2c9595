import { FormFaults, type FormState } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Fact, Heading } from "#ui/parts.tsx";
import type { Question } from "../../booking/answers.ts";
import { QuestionField } from "../../booking/views/topic.tsx";
import { nameOf } from "../../people/person.ts";
import type { Answered, Said } from "../queries.ts";

/** What was answered, as it was asked. */
export function Answers({ answers }: { answers: readonly Answered[] }) {
  return (
    <dl class="grid gap-3">
      {answers.map(({ label, answer }) => (
        <Fact label={label} written>
          {answer.join(", ")}
        </Fact>
      ))}
    </dl>
  );
}

interface AskingProps {
  page: Page;
  /** When the meeting was, in words. */
  when: string;
  back: string;
  action: string;
  questions: readonly Question[];
  /** Who reads it. */
  readers: string;
  form: FormState;
  refusal?: string | undefined;
  given: boolean;
}

/** What the coordinator asks after a meeting of this format. */
export function FeedbackPage(props: AskingProps) {
  const { page, when, back, action, questions, readers, form, refusal, given } = props;
  const { t } = page;
  return (
    <Layout page={page} title={t("feedback.title")}>
      <Heading title={t("feedback.title")} lead={when} back={{ href: back, label: t("attendance.back") }} />
      <FormFaults form={form} t={t} refusal={refusal} />
      <form method="post" action={action} novalidate class="card-plain p-5 sm:p-6">
        {questions.map((question) => (
          <QuestionField page={page} question={question} form={form} />
        ))}
        <p class="quiet mb-5 flex items-start gap-2 text-sm">
          <Icon name="info" class="mt-0.5 size-4" />
          {readers}
        </p>
        <button type="submit" class="btn btn-primary w-full sm:w-auto">
          {t(given ? "feedback.change" : "feedback.send")}
        </button>
      </form>
    </Layout>
  );
}

interface OwnProps {
  page: Page;
  answers: readonly Answered[] | null;
  /** Where it is said or changed; null when it cannot be (any more). */
  path: string | null;
  /** Until when it can be changed, in words. */
  until: string | null;
}

/** A member's own feedback on the meeting's page, or the way to it. */
export function OwnFeedback({ page: { t }, answers, path, until }: OwnProps) {
  if (!answers && !path) return null;
  return (
    <section id="feedback" class="card-plain mb-6 p-5" aria-labelledby="feedback-title">
      <h2 id="feedback-title" class="mb-2">
        {t(answers ? "feedback.own" : "feedback.title")}
      </h2>
      {answers ? <Answers answers={answers} /> : <p>{t("feedback.invite")}</p>}
      {path && (
        <p class="mt-4">
          <a href={path} class={`btn ${answers ? "" : "btn-primary"}`}>
            <Icon name="pencil" class="size-4" />
            {t(answers ? "feedback.change" : "feedback.give")}
          </a>
          {answers && until && <span class="quiet mt-2 block text-sm">{t("feedback.until", { until })}</span>}
        </p>
      )}
    </section>
  );
}

interface ReceivedProps {
  page: Page;
  said: readonly Said[];
  /** The days on which it was said, in their order. */
  days: readonly string[];
}

/** What was said of a meeting, for who gave it and for coordinators. */
export function ReceivedFeedback({ page: { t }, said, days }: ReceivedProps) {
  if (said.length === 0) return null;
  return (
    <section id="feedback" class="card-plain mb-6 p-5" aria-labelledby="feedback-title">
      <h2 id="feedback-title" class="mb-3">
        {t("feedback.received", { count: said.length })}
      </h2>
      <ul class="divide-base-300 grid gap-4 divide-y">
        {said.map((one, i) => (
          <li class="not-first:pt-4">
            <p class="mb-2 font-medium">
              {nameOf(one)} <span class="quiet text-sm font-normal">{days[i]}</span>
            </p>
            <Answers answers={one.answers} />
          </li>
        ))}
      </ul>
    </section>
  );
}
