import { Checkbox, ChoiceField, FormFaults, TextArea, TextField } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { Badge } from "#ui/parts.tsx";
import { Aside, ButtonForm, MoveButtons } from "#ui/staff.tsx";
import { Panel, type Returned } from "../../admin/index.ts";
import type { Format, Question } from "../queries.ts";
import { type Purpose, questionKinds } from "../schema.ts";

const words = {
  booking: {
    title: "formats.questions",
    lead: null,
    empty: "questions.empty",
    add: "questions.add",
    about: "questions.lead",
  },
  feedback: {
    title: "feedback.format.title",
    lead: "feedback.format.lead",
    empty: "feedback.format.empty",
    add: "feedback.format.add",
    about: "feedback.question.lead",
  },
} as const;

interface QuestionListProps {
  page: Page;
  here: string;
  purpose: Purpose;
  questions: readonly Question[];
}

/** The questions of a format before it is booked or when it is over, in the order in which they are asked. */
export function QuestionList({ page, here, purpose, questions }: QuestionListProps) {
  const { t } = page;
  const { title, lead, empty, add } = words[purpose];
  const id = `questions-${purpose}`;
  return (
    <section class="mt-10 max-w-2xl" aria-labelledby={id}>
      <div class="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 id={id}>{t(title)}</h2>
        <a href={`${here}/questions/new${purpose === "feedback" ? "?for=feedback" : ""}`} class="btn btn-sm">
          <Icon name="plus" class="size-4" />
          {t(add)}
        </a>
      </div>
      {lead && <p class="quiet mb-3">{t(lead)}</p>}
      {questions.length === 0 ? (
        <p class="card-plain quiet p-4">{t(empty)}</p>
      ) : (
        <ol class="card-plain divide-base-300 divide-y">
          {questions.map((question, at) => (
            <li class="flex items-center gap-3 px-4 py-2.5">
              <span class="quiet w-5 text-right text-sm tabular-nums">{at + 1}</span>
              <div class="min-w-0 flex-1">
                <a href={`${here}/questions/${question.id}`} class="link-plain break-words">
                  {question.label}
                </a>
                <p class="quiet text-sm">
                  {t(`questions.kind.${question.kind}`)}
                  {question.options.length > 0 && `: ${question.options.join(" · ")}`}
                </p>
              </div>
              {question.required && <Badge>{t("questions.required.badge")}</Badge>}
              <MoveButtons
                t={t}
                action={`${here}/questions/${question.id}/move`}
                name={question.label}
                first={at === 0}
                last={at === questions.length - 1}
              />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

interface QuestionPageProps {
  page: Page;
  format: Format;
  /** Empty for a new one. */
  question?: Question | undefined;
  purpose: Purpose;
  form: Returned;
  idempotencyKey: string;
}

/** The form of one question, new or there already. */
export function QuestionPage(props: QuestionPageProps) {
  const { page, format, question, purpose, form, idempotencyKey } = props;
  const { t } = page;
  const { add, about } = words[purpose];
  const back = `${page.community?.base}/admin/formats/${format.id}`;
  const here = question ? `${back}/questions/${question.id}` : `${back}/questions`;
  return (
    <Panel
      page={page}
      at="formats"
      title={t(question ? "questions.change" : add)}
      lead={t(about)}
      back={{ href: back, label: format.name }}
    >
      <form method="post" action={here} class="max-w-2xl">
        <input type="hidden" name="key" value={idempotencyKey} />
        <input type="hidden" name="purpose" value={purpose} />
        <FormFaults form={form} t={t} refusal={form.refusal} />
        <TextField name="label" label={t("questions.label")} form={form} required maxlength={200} />
        <ChoiceField
          name="kind"
          label={t("questions.kind")}
          form={form}
          required
          options={questionKinds.map((kind) => ({ value: kind, label: t(`questions.kind.${kind}`) }))}
        />
        <TextArea
          name="options"
          label={t("questions.options")}
          hint={t("questions.options.hint")}
          form={form}
          rows={5}
        />
        <TextField
          name="help"
          label={t("questions.help")}
          hint={t("questions.help.hint")}
          form={form}
          maxlength={500}
        />
        <Checkbox name="required" label={t("questions.required")} form={form} />
        <button type="submit" class="btn btn-primary">
          {t(question ? "form.save" : add)}
        </button>
      </form>
      {question && (
        <Aside title={t("questions.remove.title")}>
          <p class="quiet mb-3">{t("questions.remove.text")}</p>
          <ButtonForm action={`${here}/remove`} icon="trash" label={t("questions.remove")} />
        </Aside>
      )}
    </Panel>
  );
}
