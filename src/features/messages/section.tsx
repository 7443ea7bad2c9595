import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { emptyForm, type FormState } from "#ui/forms.tsx";
import { readNotice } from "../notifications/index.ts";
import { nameOf } from "../people/person.ts";
import { messageId } from "../reports/kinds.ts";
import type { Visit } from "../visits/visit.ts";
import { acceptedEndings } from "./kinds.ts";
import { filesOf } from "./queries/files.ts";
import { messagesOf } from "./queries/messages.ts";
import { markSeen, type Thread, threadOf } from "./queries/threads.ts";
import { isOpen, noticeOf, type ThreadOwner } from "./rules.ts";
import { FilesSection, MessagesSection } from "./views.tsx";

/** Messages on one page. */
const pageful = 100;

interface Shown {
  /** Where the thread is shown, and below which it is written to. */
  path: string;
  /** Shows what was written before this number. */
  before?: number | null;
  form?: FormState;
}

/**
 * The private part of a meeting's or a proposal's page: null to who is not in it. Who is shown the latest has seen it. The forms
 * are sent to `messages` and `files` below `shown.path`.
 */
export async function threadSection(visit: Visit, trx: Scoped, owner: ThreadOwner, shown: Shown) {
  const { page, actor, community, now, t } = visit;
  const thread = await threadOf(trx, actor, owner);
  if (!thread) return null;
  const { path, before = null, form = emptyForm } = shown;
  const found = thread.id ? await messagesOf(trx, thread.id, { before, limit: pageful + 1 }) : [];
  const messages = found.slice(-pageful);
  const files = thread.id ? await filesOf(trx, thread.id) : [];
  if (before === null) await noteSeen(trx, visit, thread);
  const others = thread.people.filter(({ id }) => id !== actor.id).map(nameOf);
  const lastOwn = messages.findLast(({ author_id }) => author_id === actor.id);
  const open = isOpen(thread, minuteOf(now));
  const voice = thread.group === null ? "each" : thread.writes ? "host" : "guest";
  return (
    <>
      <MessagesSection
        page={page}
        voice={voice}
        messages={messages.map((message) => ({
          ...message,
          author: nameOf(message),
          own: message.author_id === actor.id,
          reportId: messageId(thread.id ?? "", message.number),
        }))}
        earlier={found.length > pageful ? `${path}?before=${messages[0]?.number ?? 0}#messages` : null}
        latest={before === null ? null : `${path}#messages`}
        readers={
          thread.group ? t("messages.group.readers") : t("messages.readers", { names: others.join(", ") })
        }
        open={open}
        form={form}
        action={`${path}/messages`}
        idempotencyKey={newId()}
        box={`write-${thread.meeting_id ?? thread.proposal_id}-${lastOwn?.number ?? 0}`}
      />
      <FilesSection
        page={page}
        voice={voice}
        files={files.map((file) => ({
          ...file,
          author: nameOf(file),
          path: `${community.base}/files/${file.id}`,
          own: file.shared_by === actor.id,
        }))}
        open={open}
        form={form}
        action={`${path}/files`}
        accept={acceptedEndings}
        idempotencyKey={newId()}
      />
    </>
  );
}

async function noteSeen(trx: Scoped, { actor, now }: Visit, thread: Thread): Promise<void> {
  const seen = thread.people.find(({ id }) => id === actor.id)?.seen ?? 0;
  if (!thread.id || seen >= thread.last_number) return;
  await markSeen(trx, actor, { threadId: thread.id, number: thread.last_number });
  await readNotice(trx, actor, noticeOf(thread.id, seen), now);
}
