import { FormFaults, TextArea, TextField, typed } from "#ui/forms.tsx";
import { raw } from "#ui/markup.ts";
import type { Page } from "#ui/page.ts";
import { Notice } from "#ui/parts.tsx";
import { Aside, ButtonForm } from "#ui/staff.tsx";
import { clockTime, dayName } from "#ui/when.ts";
import { Panel, type Returned } from "../../admin/index.ts";
import { nameOf } from "../../people/person.ts";
import type { Tip } from "../queries.ts";
import { longest } from "../rules.ts";

/** A text as it will be read, in finished words. */
export interface Read {
  readonly title: string;
  readonly summary: string;
  /** Made by `htmlOf`, to stand below a heading of the third level. */
  readonly html: string;
}

interface EditPageProps {
  page: Page;
  /** Null: a page that is not there yet. */
  tip: Tip | null;
  form: Returned;
  /** What stands in the form, as it will be read. */
  preview: Read;
  /** What somebody else has made of it meanwhile. */
  theirs?: Read | undefined;
  /** The form shows the project's own text, which is not stored yet. */
  starter?: boolean;
  idempotencyKey: string;
}

/** A page of tips in the making: the form, and beside it how it will be read. */
export function EditPage(props: EditPageProps) {
  const { page, tip, form, preview, theirs, starter = false, idempotencyKey } = props;
  const { t, community } = page;
  const root = `${community?.base}/admin/tips`;
  return (
    <Panel
      page={page}
      at="tips"
      title={tip ? t("tips.change.title") : t("tips.add")}
      back={{ href: root, label: t("tips.title") }}
    >
      {tip?.hidden && <Notice>{t("tips.hidden.hint")}</Notice>}
      {starter && <Notice>{t("tips.starter.shown")}</Notice>}
      {tip && theirs && <Theirs page={page} tip={tip} theirs={theirs} />}
      <div class="grid gap-8 xl:grid-cols-2">
        <form method="post" action={tip ? `${root}/${tip.id}` : `${root}/new`}>
          <FormFaults form={form} t={t} refusal={form.refusal} />
          {tip ? (
            <input type="hidden" name="version" value={String(tip.version)} />
          ) : (
            <input type="hidden" name="key" value={idempotencyKey} />
          )}
          <TextField
            name="title"
            label={t("tips.field.title")}
            form={form}
            required
            maxlength={longest.title}
          />
          <TextField
            name="summary"
            label={t("tips.field.summary")}
            hint={t("tips.field.summary.hint")}
            form={form}
            maxlength={longest.summary}
          />
          <TextArea
            name="body"
            label={t("tips.field.body")}
            hint={t("tips.field.body.hint", wordsInBraces)}
            form={form}
            rows={24}
            maxlength={longest.body}
            required
          />
          <details class="mb-5">
            <summary class="link-plain min-h-11 cursor-pointer">{t("tips.markdown")}</summary>
            <dl class="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
              {signs.map(({ sign, meaning }) => (
                <>
                  <dt>
                    <code>{sign}</code>
                  </dt>
                  <dd class="quiet">{t(meaning)}</dd>
                </>
              ))}
            </dl>
          </details>
          <div class="flex flex-wrap gap-2">
            <button type="submit" class="btn btn-primary">
              {t("form.save")}
            </button>
            <button
              type="submit"
              class="btn"
              formaction={`${root}/${tip?.id ?? "new"}/preview#preview`}
              formnovalidate
              data-turbo-frame="preview"
            >
              {t("tips.preview")}
            </button>
            {tip?.starter && tip.own && !starter && (
              <a href={`${root}/${tip.id}?text=starter`} class="btn btn-ghost">
                {t("tips.starter.restore")}
              </a>
            )}
          </div>
        </form>
        <turbo-frame id="preview" autoscroll data-autoscroll-block="start" class="scroll-mt-4">
          <section class="card-plain p-5" aria-live="polite" aria-labelledby="preview-title">
            <h2 id="preview-title" class="quiet mb-4 text-sm font-medium sm:text-sm">
              {t("tips.preview.title")}
            </h2>
            <ReadText read={preview} untitled={t("tips.untitled")} />
          </section>
        </turbo-frame>
      </div>
      {tip && <Deeds page={page} tip={tip} />}
    </Panel>
  );
}

/** The names of the community's words, as they are typed. */
const wordsInBraces = {
  provider: "{provider}",
  providers: "{providers}",
  aProvider: "{aProvider}",
  member: "{member}",
  meeting: "{meeting}",
  service: "{service}",
} as const;

const signs = [
  { sign: "## ", meaning: "tips.markdown.heading" },
  { sign: "**so**", meaning: "tips.markdown.bold" },
  { sign: "*so*", meaning: "tips.markdown.emphasis" },
  { sign: "- ", meaning: "tips.markdown.list" },
  { sign: "1. ", meaning: "tips.markdown.numbered" },
  { sign: "> ", meaning: "tips.markdown.quote" },
  { sign: "[words](/tips/listening)", meaning: "tips.markdown.link" },
  { sign: "[words](/crisis)", meaning: "tips.markdown.crisis" },
  { sign: "[words](https://...)", meaning: "tips.markdown.web" },
] as const;

function ReadText({ read: { title, summary, html }, untitled }: { read: Read; untitled: string }) {
  return (
    <>
      <h3 class="text-2xl font-semibold tracking-tight text-balance">{title || untitled}</h3>
      {summary && <p class="quiet mt-2">{summary}</p>}
      <div class="reading mt-5">{raw(html)}</div>
    </>
  );
}

function Theirs({ page: { t, zone, now }, tip, theirs }: { page: Page; tip: Tip; theirs: Read }) {
  const when = tip.changedAt ? `${dayName(tip.changedAt, zone, now)}, ${clockTime(tip.changedAt, zone)}` : "";
  return (
    <section aria-labelledby="theirs-title" class="card-plain mb-8 max-w-3xl p-5">
      <h2 id="theirs-title" class="mb-1">
        {t("tips.theirs")}
      </h2>
      <p class="quiet mb-4 text-sm">
        {[tip.changer && nameOf(tip.changer), when].filter(Boolean).join(", ")}
      </p>
      <ReadText read={theirs} untitled={t("tips.untitled")} />
    </section>
  );
}

function Deeds({ page: { t, community }, tip }: { page: Page; tip: Tip }) {
  const own = `${community?.base}/admin/tips/${tip.id}`;
  return (
    <Aside title={t(tip.hidden ? "tips.publish.title" : "tips.hide.title")}>
      <p class="quiet mb-4">{t(tip.hidden ? "tips.publish.text" : "tips.hide.text")}</p>
      <div class="flex flex-wrap gap-2">
        <ButtonForm
          action={`${own}/${tip.hidden ? "publish" : "hide"}`}
          label={t(tip.hidden ? "tips.publish" : "tips.hide")}
        />
        {tip.hidden && !tip.starter && (
          <ButtonForm action={`${own}/remove`} label={t("tips.remove")} look="btn btn-ghost text-error" />
        )}
        {!tip.hidden && (
          <a href={`${community?.base}/tips/${tip.slug}`} class="btn btn-ghost">
            {t("tips.panel.read")}
          </a>
        )}
      </div>
    </Aside>
  );
}

/** What was typed into the form, as a text. */
export const typedText = (form: Returned) => ({
  title: typed(form, "title"),
  summary: typed(form, "summary"),
  body: typed(form, "body"),
});
