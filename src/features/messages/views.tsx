import { FileField } from "#ui/file.tsx";
import { type FormState, TextArea } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { clockTime, dayName } from "#ui/when.ts";
import { ReportLink } from "../reports/link.tsx";

interface Message {
  number: number;
  text: string;
  author: string;
  own: boolean;
  created_at: Temporal.Instant;
  /** What it is named by where somebody reports it. */
  reportId: string;
}

/** Who writes: everybody of it; or the hosts of a group, for whom this is, or for those who read them. */
type Voice = "each" | "host" | "guest";

const titles = {
  each: "messages.title",
  host: "messages.group.title",
  guest: "messages.group.title.guest",
} as const;

interface MessagesProps {
  page: Page;
  voice: Voice;
  messages: readonly Message[];
  earlier: string | null;
  latest: string | null;
  /** Who can read this, as finished words. */
  readers: string;
  open: boolean;
  form: FormState;
  action: string;
  idempotencyKey: string;
  /** The same until the reader sends something: for so long what is typed stays, whatever else changes on the page. */
  box: string;
}

/** What was written, and the box to write in. */
export function MessagesSection({ page, voice, messages, earlier, latest, ...writing }: MessagesProps) {
  const { t } = page;
  return (
    <section id="messages" aria-labelledby="messages-title" class="card-plain mb-6 p-5">
      <h2 id="messages-title" class="mb-3">
        {t(titles[voice])}
      </h2>
      {voice === "guest" && messages.length === 0 && (
        <p class="quiet text-sm">{t("messages.group.nothing")}</p>
      )}
      {earlier && (
        <a href={earlier} class="btn btn-sm mb-3">
          {t("messages.earlier")}
        </a>
      )}
      {/* Who cannot see what appears is told of it. */}
      <div aria-live="polite" aria-relevant="additions">
        {messages.length > 0 && (
          <ol class="mb-4 grid gap-3">
            {messages.map((message) => (
              <Line page={page} message={message} />
            ))}
          </ol>
        )}
      </div>
      {latest && (
        <a href={latest} class="btn btn-sm mb-3">
          {t("messages.latest")}
        </a>
      )}
      {voice !== "guest" && <Box page={page} {...writing} />}
    </section>
  );
}

function Line({ page, message }: { page: Page; message: Message }) {
  const { own, author, text, created_at, reportId } = message;
  return (
    <li
      id={`message-${message.number}`}
      class={`rounded-box border-base-300 border px-4 py-3 ${own ? "bg-base-200 ml-6 sm:ml-12" : "mr-6 sm:mr-12"}`}
    >
      <p class="flex flex-wrap items-baseline justify-between gap-x-3 text-sm">
        <span class="font-semibold">{own ? page.t("messages.you") : author}</span>
        <span class="inline-flex items-center gap-1">
          <When page={page} at={created_at} />
          {!own && <ReportLink page={page} kind="message" id={reportId} describes={author} compact />}
        </span>
      </p>
      <p class="mt-1 wrap-anywhere whitespace-pre-wrap">{text}</p>
    </li>
  );
}

const When = ({ page: { zone, now }, at }: { page: Page; at: Temporal.Instant }) => (
  <time datetime={at.toString()} class="quiet">
    {dayName(at, zone, now)}, {clockTime(at, zone)}
  </time>
);

function Box({
  page,
  readers,
  open,
  form,
  action,
  idempotencyKey,
  box,
}: Omit<MessagesProps, "voice" | "messages" | "earlier" | "latest">) {
  const { t } = page;
  // What was typed before the time was over is still there to be copied.
  if (!open && !form.values.text) return <p class="quiet text-sm">{t("messages.closed")}</p>;
  const returned = Object.keys(form.values).length > 0;
  return (
    <div id={box}>
      <form id={`${box}-form`} method="post" action={action} data-turbo-permanent={!returned || undefined}>
        <input type="hidden" name="key" value={idempotencyKey} />
        <TextArea
          name="text"
          label={t("messages.text")}
          hint={readers}
          form={form}
          maxlength={5000}
          required
        />
        <button type="submit" class="btn btn-primary">
          {t("messages.send")}
        </button>
      </form>
    </div>
  );
}

interface SharedFile {
  id: string;
  name: string;
  size: number;
  author: string;
  own: boolean;
  created_at: Temporal.Instant;
  path: string;
}

interface FilesProps {
  page: Page;
  voice: Voice;
  files: readonly SharedFile[];
  open: boolean;
  form: FormState;
  action: string;
  /** Endings for the file picker; what is taken is decided by the content. */
  accept: string;
  idempotencyKey: string;
}

/** What was shared, and the way to share more. */
export function FilesSection({ page, voice, files, open, form, action, accept, idempotencyKey }: FilesProps) {
  const { t } = page;
  if (voice === "guest" && files.length === 0) return null;
  return (
    <section id="files" aria-labelledby="files-title" class="card-plain mb-6 p-5">
      <h2 id="files-title" class="mb-3">
        {t(voice === "each" ? "messages.files.title" : "messages.group.files")}
      </h2>
      {files.length > 0 && (
        <ul class="mb-4 grid gap-2">
          {files.map((file) => (
            <FileLine page={page} file={file} />
          ))}
        </ul>
      )}
      {open ? (
        <form method="post" action={action} enctype="multipart/form-data">
          <input type="hidden" name="key" value={idempotencyKey} />
          <FileField
            id={`file-${idempotencyKey}`}
            label={t("messages.file")}
            hint={t("messages.file.hint")}
            form={form}
            accept={accept}
          />
          <button type="submit" class="btn">
            <Icon name="upload" class="size-4" />
            {t("messages.file.share")}
          </button>
        </form>
      ) : (
        files.length === 0 && <p class="quiet text-sm">{t("messages.files.none")}</p>
      )}
    </section>
  );
}

function FileLine({ page, file }: { page: Page; file: SharedFile }) {
  const { t } = page;
  return (
    <li class="border-base-300 rounded-box flex flex-wrap items-center gap-x-3 gap-y-1 border px-4 py-2">
      <div class="min-w-0 flex-1 basis-52">
        <a
          href={file.path}
          data-turbo="false"
          download
          class="link flex min-h-11 items-center gap-2 font-medium"
        >
          <Icon name="download" class="size-4 shrink-0" />
          <span class="wrap-anywhere">{file.name}</span>
        </a>
        <p class="quiet text-sm">
          {sizeInWords(file.size)} · {file.own ? t("messages.you") : file.author} ·{" "}
          <When page={page} at={file.created_at} />
          {!file.own && <ReportLink page={page} kind="file" id={file.id} describes={file.name} compact />}
        </p>
      </div>
      {file.own && (
        <form method="post" action={`${file.path}/remove`} data-turbo-confirm={t("messages.file.sure")}>
          <button type="submit" class="btn" aria-label={t("messages.file.remove.name", { name: file.name })}>
            <Icon name="trash" class="size-4" />
            {t("messages.file.remove")}
          </button>
        </form>
      )}
    </li>
  );
}

/** "340 KB", "1.2 MB" */
function sizeInWords(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  return kilobytes < 1024 ? `${kilobytes} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
