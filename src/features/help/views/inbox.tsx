import { FormFaults, TextArea } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import { Pager, SearchBar, TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty, Fact } from "#ui/parts.tsx";
import { clockTime, dayName } from "#ui/when.ts";
import { type Listing, Panel, type Returned } from "../../admin/index.ts";
import type { Message } from "../queries/messages.ts";
import type { HelpState, InboxLine, Question } from "../queries/questions.ts";
import { longest } from "../rules.ts";
import { Conversation } from "./conversation.tsx";

interface InboxPanelProps {
  page: Page;
  found: Listing<InboxLine>;
  state: HelpState;
  q: string;
  /** How many wait. */
  waiting: number;
}

/** What people asked, for coordinators. */
export function InboxPanel({ page, found, state, q, waiting }: InboxPanelProps) {
  const { t, community } = page;
  const root = `${community?.base}/admin/help`;
  const here = state === "open" ? root : `${root}?show=answered`;
  const tab =
    "rounded-field aria-[current]:bg-base-300 inline-flex min-h-11 items-center gap-2 px-3 font-medium";
  return (
    <Panel page={page} at="help" title={t("help.inbox.title")} lead={t("help.inbox.lead")} live={["help"]}>
      <nav aria-label={t("help.inbox.tabs")} class="mb-4 flex flex-wrap gap-1">
        <a href={root} class={tab} aria-current={state === "open" ? "page" : undefined}>
          {t("help.inbox.open")}
          {waiting > 0 && <Badge tone="warn">{waiting}</Badge>}
        </a>
        <a
          href={`${root}?show=answered`}
          class={tab}
          aria-current={state === "answered" ? "page" : undefined}
        >
          {t("help.inbox.answered")}
        </a>
      </nav>
      <SearchBar t={t} action={root} label={t("help.inbox.search")} query={q} clear={q ? here : undefined}>
        {state === "answered" && <input type="hidden" name="show" value="answered" />}
      </SearchBar>
      {found.rows.length === 0 ? (
        <Empty icon="inbox" title={t(q ? "listing.nothing" : `help.inbox.empty.${state}`)}>
          {t(q ? "listing.nothing.text" : "help.inbox.empty.text")}
        </Empty>
      ) : (
        <>
          <TableBox label={t("help.inbox.title")}>
            <thead>
              <tr>
                <th scope="col">{t("help.inbox.number")}</th>
                <th scope="col">{t("help.inbox.question")}</th>
                <th scope="col">{t("help.inbox.from")}</th>
                <th scope="col">{t("help.inbox.written")}</th>
              </tr>
            </thead>
            <tbody>
              {found.rows.map((line) => (
                <Line page={page} line={line} path={`${root}/${line.number}`} />
              ))}
            </tbody>
          </TableBox>
          <Pager t={t} here={page.here} {...found} />
        </>
      )}
    </Panel>
  );
}

function Line({ page, line, path }: { page: Page; line: InboxLine; path: string }) {
  const { t, zone, now } = page;
  return (
    <tr>
      <td class="tabular-nums">#{line.number}</td>
      <th scope="row" class="font-normal">
        <a href={path} class="link-plain line-clamp-2 wrap-anywhere">
          {line.excerpt}
        </a>
        {line.hasScreenshot && (
          <span class="quiet mt-0.5 inline-flex items-center gap-1 text-sm">
            <Icon name="paperclip" class="size-4" />
            {t("help.screenshot.short")}
          </span>
        )}
      </th>
      <td class="wrap-anywhere">
        {line.name}
        <span class="quiet block text-xs">{line.email}</span>
      </td>
      <td class="whitespace-nowrap">
        {dayName(line.wroteAt, zone, now)}, {clockTime(line.wroteAt, zone)}
      </td>
    </tr>
  );
}

interface QuestionPanelProps {
  page: Page;
  question: Question;
  messages: readonly Message[];
  form: Returned;
}

/** One question with all that helps to answer it, and the answer. */
export function QuestionPanel({ page, question, messages, form }: QuestionPanelProps) {
  const { t, community, zone, now } = page;
  const root = `${community?.base}/admin`;
  const path = `${root}/help/${question.number}`;
  return (
    <Panel
      page={page}
      at="help"
      title={t("help.numbered", { number: question.number })}
      back={{ href: `${root}/help`, label: t("help.inbox.title") }}
      live={[`help:${question.id}`]}
    >
      <div class="grid items-start gap-8 xl:grid-cols-[minmax(0,1fr)_17rem]">
        <div class="min-w-0 max-xl:order-2">
          <Conversation page={page} messages={messages} answers path={path} asker={question.name} />
          <form method="post" action={path}>
            <input type="hidden" name="seen" value={String(question.messages)} />
            <FormFaults form={form} t={t} refusal={form.refusal} />
            <TextArea
              name="text"
              label={t("help.answer")}
              hint={t("help.answer.hint")}
              form={form}
              rows={6}
              maxlength={longest.text}
              required
            />
            <button type="submit" class="btn btn-primary">
              {t("help.answer.send")}
            </button>
          </form>
        </div>
        <section aria-labelledby="about-title" class="card-plain p-5">
          <h2 id="about-title" class="sr-only">
            {t("help.inbox.about")}
          </h2>
          <p class="mb-4">
            <Badge tone={question.state === "open" ? "warn" : "good"}>
              {t(question.state === "open" ? "help.inbox.open" : "help.inbox.answered")}
            </Badge>
          </p>
          <dl class="grid gap-3">
            <Fact label={t("help.name")}>
              <a href={`${root}/members/${question.personId}`} class="link">
                {question.name}
              </a>
            </Fact>
            <Fact label={t("help.email")}>
              <a href={`mailto:${question.email}`} class="link wrap-anywhere">
                {question.email}
              </a>
            </Fact>
            {question.phone && (
              <Fact label={t("help.phone")}>
                <a href={`tel:${question.phone.replaceAll(/[^\d+]/g, "")}`} class="link">
                  {question.phone}
                </a>
              </Fact>
            )}
            {question.browser && <Fact label={t("help.browser")}>{question.browser}</Fact>}
            {question.device && <Fact label={t("help.device")}>{question.device}</Fact>}
            <Fact label={t("help.inbox.asked")}>
              {dayName(question.createdAt, zone, now)}, {clockTime(question.createdAt, zone)}
            </Fact>
          </dl>
        </section>
      </div>
    </Panel>
  );
}
