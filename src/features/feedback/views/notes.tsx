import type { Child } from "hono/jsx";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";

interface NoteCardProps {
  page: Page;
  text: string;
  path: string;
}

/** The own notes of somebody who gives the meeting. */
export function NoteCard({ page: { t }, text, path }: NoteCardProps) {
  return (
    <section id="notes" class="card-plain mb-6 p-5" aria-labelledby="notes-title">
      <h2 id="notes-title" class="mb-1 flex items-center gap-2">
        <Icon name="lock" class="text-primary size-5" />
        {t("notes.title")}
      </h2>
      <p class="quiet mb-3 text-sm">{t("notes.readers")}</p>
      {text && <p class="mb-3 break-words whitespace-pre-line">{text}</p>}
      <a href={path} class="btn">
        <Icon name="pencil" class="size-4" />
        {t(text ? "notes.change" : "notes.write")}
      </a>
    </section>
  );
}

interface NotePageProps {
  page: Page;
  when: string;
  back: string;
  action: string;
  version: number;
  refusal?: string | undefined;
  /** What is written there by now, when that is not what this form was begun with. */
  other?: string | undefined;
  children: Child;
}

/** The form of the own notes. */
export function NotePage({ page, when, back, action, version, refusal, other, children }: NotePageProps) {
  const { t } = page;
  return (
    <Layout page={page} title={t("notes.title")}>
      <Heading title={t("notes.title")} lead={when} back={{ href: back, label: t("attendance.back") }} />
      {refusal && (
        <div role="alert" class="border-error bg-base-100 rounded-box mb-6 border-l-4 p-4 shadow-card">
          <p class="font-semibold">{refusal}</p>
          {other && <p class="mt-2 break-words whitespace-pre-line">{other}</p>}
        </div>
      )}
      <form method="post" action={action} novalidate class="card-plain p-5 sm:p-6">
        <input type="hidden" name="version" value={String(version)} />
        {children}
        <button type="submit" class="btn btn-primary w-full sm:w-auto">
          {t("form.save")}
        </button>
      </form>
    </Layout>
  );
}
