import { FormFaults, TextArea } from "#ui/forms.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty, Heading, LinkRow } from "#ui/parts.tsx";
import { dayName } from "#ui/when.ts";
import type { Returned } from "../../admin/index.ts";
import type { Message } from "../queries/messages.ts";
import type { HelpState, OwnQuestion, Question } from "../queries/questions.ts";
import { longest } from "../rules.ts";
import { ContactNow, ScreenshotField } from "./contact.tsx";
import { Conversation } from "./conversation.tsx";

/** What the reader asked, and the way to ask. */
export function OwnQuestionsPage({ page, questions }: { page: Page; questions: readonly OwnQuestion[] }) {
  const { t, community, zone, now } = page;
  const root = `${community?.base}/help`;
  return (
    <Layout page={page} title={t("help.title")} live={["help"]}>
      <Heading title={t("help.title")} lead={t("help.lead")} />
      <p class="mb-8">
        <ContactNow page={page} />
      </p>
      {questions.length === 0 ? (
        <Empty icon="message" title={t("help.own.empty")}>
          {t("help.own.empty.text")}
        </Empty>
      ) : (
        <section aria-labelledby="own-questions">
          <h2 id="own-questions" class="mb-4">
            {t("help.own.title")}
          </h2>
          <ul class="grid gap-2.5">
            {questions.map((question) => (
              <li>
                <LinkRow
                  href={`${root}/${question.number}`}
                  title={t("help.numbered", { number: question.number })}
                  detail={
                    <>
                      <span class="line-clamp-2 wrap-anywhere">{question.excerpt}</span>
                      {dayName(question.createdAt, zone, now)}
                    </>
                  }
                  end={<StateBadge page={page} state={question.state} />}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
    </Layout>
  );
}

/** For the one who asked: whether they wait for others. */
const StateBadge = ({ page: { t }, state }: { page: Page; state: HelpState }) => (
  <Badge tone={state === "answered" ? "good" : "plain"}>{t(`help.state.${state}`)}</Badge>
);

interface OwnQuestionPageProps {
  page: Page;
  question: Question;
  messages: readonly Message[];
  form: Returned;
  idempotencyKey: string;
}

/** One question of the reader's, with what was answered, and the box to write more. */
export function OwnQuestionPage({ page, question, messages, form, idempotencyKey }: OwnQuestionPageProps) {
  const { t, community } = page;
  const root = `${community?.base}/help`;
  const path = `${root}/${question.number}`;
  return (
    <Layout
      page={page}
      title={t("help.numbered", { number: question.number })}
      live={[`help:${question.id}`]}
    >
      <Heading
        title={t("help.numbered", { number: question.number })}
        lead={t(`help.one.${question.state}`)}
        back={{ href: root, label: t("help.title") }}
      />
      <Conversation page={page} messages={messages} answers={false} path={path} asker={question.name} />
      <section aria-labelledby="more-title" class="card-plain p-5">
        <h2 id="more-title" class="mb-3">
          {t("help.more.title")}
        </h2>
        <form method="post" action={path} enctype="multipart/form-data">
          <input type="hidden" name="key" value={idempotencyKey} />
          <FormFaults form={form} t={t} refusal={form.refusal} />
          <TextArea
            name="text"
            label={t("help.more.text")}
            form={form}
            rows={4}
            maxlength={longest.text}
            required
          />
          <ScreenshotField page={page} id={`more-file-${question.messages}`} form={form} />
          <button type="submit" class="btn btn-primary">
            {t("help.more.send")}
          </button>
        </form>
      </section>
    </Layout>
  );
}
