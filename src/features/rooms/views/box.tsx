import { FileField } from "#ui/file.tsx";
import { emptyForm, Fault, type FormState, typed } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import type { Returned } from "../../admin/returned.ts";
import type { Room } from "../queries/rooms.ts";

interface BoxProps {
  page: Page;
  room: Room;
  silence: string | null;
  form: Returned | undefined;
  fileForm: FormState | undefined;
  accept: string;
  idempotencyKey: string;
}

const events = [
  "submit->chat#guard",
  "turbo:submit-start->chat#sending",
  "turbo:before-fetch-response->chat#answered",
  "turbo:submit-end->chat#settle",
  "turbo:before-morph-element->chat#keep",
  "keydown->chat#key",
].join(" ");

/** Where one writes: at the foot of the room, whatever is read above it. */
export function Box(props: BoxProps) {
  const { page, room, silence, form, idempotencyKey } = props;
  const { t, community } = page;
  const text = form ? typed(form, "text") : "";
  // What was typed before one could write no more is still there to be copied.
  if (silence && !text) {
    return (
      <p role="status" class="border-base-300 bg-base-200 flex items-start gap-2 border-t px-4 py-4">
        <Icon name="lock" class="mt-0.5 size-4" />
        <span>{silence}</span>
      </p>
    );
  }
  const fault = form?.refusal ?? form?.faults.text;
  return (
    <div class="border-base-300 bg-base-100 border-t px-2 py-2 sm:px-4">
      {silence && <p class="px-1 pb-2 text-sm font-medium">{silence}</p>}
      <p
        hidden
        role="alert"
        data-chat-target="failed"
        class="text-error flex items-center gap-1.5 px-1 pb-2 text-sm font-medium [&[hidden]]:hidden"
      >
        <Icon name="alert" class="size-4" />
        {t("rooms.unsent")}
      </p>
      <div class="flex items-end gap-1.5">
        <Share {...props} />
        <form
          id="write"
          method="post"
          action={`${community?.base}/rooms/${room.id}/messages`}
          data-action={events}
          data-chat-target="form"
          class="flex min-w-0 flex-1 items-end gap-1.5"
        >
          <input type="hidden" name="key" value={idempotencyKey} />
          <label for="text" class="sr-only">
            {t("rooms.write", { room: room.name })}
          </label>
          <textarea
            id="text"
            name="text"
            rows={1}
            maxlength={5000}
            required
            placeholder={t("messages.text")}
            data-chat-target="text"
            aria-invalid={fault ? "true" : undefined}
            aria-describedby={fault ? "text-fault" : undefined}
            class={`textarea field-sizing-content max-h-40 min-h-11 flex-1 resize-none py-2 text-base leading-6 ${fault ? "textarea-error" : ""}`}
          >
            {text}
          </textarea>
          <button type="submit" class="btn btn-primary max-sm:btn-square size-11 sm:w-auto">
            <Icon name="send" class="size-5 sm:hidden" />
            <span class="max-sm:sr-only">{t("messages.send")}</span>
          </button>
        </form>
      </div>
      <Fault name="text" fault={fault} />
      <p
        hidden
        data-chat-target="hint"
        class="quiet hidden px-1 pt-1 text-xs pointer-fine:block [&[hidden]]:hidden"
      >
        {t("rooms.keys")}
      </p>
    </div>
  );
}

/** A file beside the words: folded away until it is wanted. */
function Share({ page, room, fileForm, accept, idempotencyKey }: BoxProps) {
  const { t, community } = page;
  return (
    <details class="dropdown dropdown-top" open={fileForm?.faults.file !== undefined}>
      <summary
        class="btn btn-ghost btn-square size-11"
        aria-label={t("messages.file")}
        title={t("messages.file")}
      >
        <Icon name="paperclip" class="size-5" />
      </summary>
      <form
        method="post"
        action={`${community?.base}/rooms/${room.id}/files`}
        enctype="multipart/form-data"
        class="dropdown-content card-plain z-30 mb-2 w-[min(22rem,calc(100vw-1.5rem))] p-4"
      >
        <input type="hidden" name="key" value={idempotencyKey} />
        <FileField
          id={`file-${idempotencyKey}`}
          label={t("messages.file")}
          hint={t("rooms.file.hint")}
          form={fileForm ?? emptyForm}
          accept={accept}
        />
        <button type="submit" class="btn btn-primary">
          <Icon name="upload" class="size-4" />
          {t("messages.file.share")}
        </button>
      </form>
    </details>
  );
}
