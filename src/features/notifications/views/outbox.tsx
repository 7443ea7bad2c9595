import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty, Heading } from "#ui/parts.tsx";
import { clockTime, dayName } from "#ui/when.ts";
import type { TextPiece } from "../links.ts";
import type { OutboxMail, OutboxRow } from "../queries/outbox.ts";

/** What a demo would have sent. */
export function OutboxPage({ page, mails }: { page: Page; mails: readonly OutboxRow[] }) {
  const { t, zone, now } = page;
  return (
    <Layout page={page} title={t("outbox.title")}>
      <Heading title={t("outbox.title")} lead={t("outbox.lead")} />
      {mails.length === 0 ? (
        <Empty icon="mail" title={t("outbox.empty.title")}>
          {t("outbox.empty.text")}
        </Empty>
      ) : (
        <ul class="grid gap-2">
          {mails.map(({ id, place, name, to, subject, at }) => (
            <li>
              <a
                href={`/outbox/${place}/${id}`}
                class="card-plain hover:border-primary block px-4 py-3 [overflow-wrap:anywhere]"
              >
                <span class="block font-semibold">{subject}</span>
                <span class="quiet block text-sm">{t("outbox.to", { email: to })}</span>
                <span class="quiet mt-1 flex flex-wrap items-center justify-between gap-2 text-sm">
                  <span>{name ?? t("outbox.installation")}</span>
                  <span>
                    {dayName(at, zone, now)}, {clockTime(at, zone)}
                  </span>
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </Layout>
  );
}

interface MailProps {
  page: Page;
  mail: OutboxMail;
  /** The plain text, with its links here. */
  pieces: readonly TextPiece[];
}

/** One letter as it would have been read: in words, and as a mail program shows it. */
export function OutboxMailPage({ page, mail, pieces }: MailProps) {
  const { t } = page;
  return (
    <Layout page={page} title={mail.subject}>
      <Heading
        title={mail.subject}
        lead={t("outbox.to", { email: mail.to })}
        back={{ href: "/outbox", label: t("outbox.back") }}
      />
      <h2 class="mb-2">{t("outbox.html")}</h2>
      <iframe
        title={t("outbox.html")}
        srcdoc={mail.html}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        class="card-plain mb-8 h-[28rem] w-full"
      />
      <h2 class="mb-2">{t("outbox.text")}</h2>
      <div class="card-plain mb-8 p-4 [overflow-wrap:anywhere] whitespace-pre-wrap">
        {pieces.map((piece) =>
          piece.kind === "link" ? (
            <a href={piece.path} class="link-plain">
              {piece.text}
            </a>
          ) : (
            piece.text
          ),
        )}
      </div>
      {mail.calendar && (
        <details class="card-plain p-4">
          <summary class="min-h-11 cursor-pointer font-medium">
            {t("outbox.attachments")}: meeting.ics <Badge>{mail.method}</Badge>
          </summary>
          <pre class="mt-3 overflow-x-auto text-sm">{mail.calendar}</pre>
        </details>
      )}
    </Layout>
  );
}
