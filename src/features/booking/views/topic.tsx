import { ChoiceField, FormFaults, type FormState, SelectField, TextArea, TextField } from "#ui/forms.tsx";
import type { Page } from "#ui/page.ts";
import { fieldOf, type Question } from "../answers.ts";
import { StepFrame } from "./frame.tsx";

interface TopicProps {
  page: Page;
  back: string;
  action: string;
  draft: string | undefined;
  questions: readonly Question[];
  form: FormState;
  readers: string;
  weekly: boolean;
}

/** "Topic": what the coordinator asks before a meeting of this format. */
export function TopicPage({ page, back, action, draft, questions, form, readers, weekly }: TopicProps) {
  const { t } = page;
  return (
    <StepFrame
      page={page}
      step="topic"
      title={t("booking.topic.title")}
      lead={t("booking.topic.lead")}
      back={back}
      weekly={weekly}
    >
      <FormFaults form={form} t={t} />
      <form method="post" action={action} novalidate class="card-plain p-5 sm:p-6">
        {draft && <input type="hidden" name="draft" value={draft} />}
        {questions.length === 0 && <p class="mb-5">{t("booking.topic.none")}</p>}
        {questions.map((question) => (
          <QuestionField page={page} question={question} form={form} />
        ))}
        {questions.length > 0 && <p class="quiet mb-5 text-sm">{readers}</p>}
        <button type="submit" class="btn btn-primary w-full sm:w-auto">
          {t("booking.topic.continue")}
        </button>
      </form>
    </StepFrame>
  );
}

/** One question of a format as a field of a form. */
export function QuestionField({ page, question, form }: { page: Page; question: Question; form: FormState }) {
  const { t } = page;
  const field = {
    name: fieldOf(question),
    label: question.required ? question.label : t("booking.topic.optional", { label: question.label }),
    hint: question.help || undefined,
    required: question.required,
    form,
  };
  const options = question.options.map((option) => ({ value: option, label: option }));
  switch (question.kind) {
    case "long":
      return <TextArea {...field} maxlength={5_000} rows={5} />;
    case "url":
      return <TextField {...field} type="url" placeholder="https://" />;
    case "checklist":
      return <ChoiceField {...field} options={options} several />;
    case "choice":
      return options.length > 8 ? (
        <SelectField {...field} options={[{ value: "", label: t("booking.topic.choose") }, ...options]} />
      ) : (
        <ChoiceField {...field} options={options} />
      );
    case "short":
      return <TextField {...field} maxlength={200} />;
  }
}
