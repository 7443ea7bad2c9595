import type { Page } from "#ui/page.ts";
import { popupFrame } from "#ui/popup.tsx";
import { PopupPage } from "#ui/popup-page.tsx";
import { ButtonForm } from "#ui/staff.tsx";
import { clockTime, dayName } from "#ui/when.ts";
import { messageId } from "../../reports/kinds.ts";
import { ReportLink } from "../../reports/link.tsx";
import type { Room } from "../queries/rooms.ts";
import type { Line } from "../queries/stream.ts";
import { nameIn } from "./parts.tsx";

interface MessageProps {
  page: Page;
  popup: boolean;
  room: Room;
  line: Line;
  own: boolean;
  /** Of who wrote it; null for one's own. */
  handle: string | null;
  back: string;
}

/** One message or file, and what can be done about it. */
export function MessagePage({ page, popup, room, line, own, handle, back }: MessageProps) {
  const { t, zone, now, community } = page;
  const path = `${community?.base}/rooms/${room.id}`;
  const author = own ? t("messages.you") : nameIn(t, line.author);
  const when = `${dayName(line.created_at, zone, now)}, ${clockTime(line.created_at, zone)}`;
  return (
    <PopupPage page={page} popup={popup} title={t("rooms.message")} back={{ href: back, label: room.name }}>
      <figure class="bg-base-200 rounded-box mb-5 px-4 py-3">
        <figcaption class="quiet mb-1 text-sm">
          {author} · {when}
        </figcaption>
        <p class="line-clamp-6 wrap-anywhere whitespace-pre-wrap">
          {line.removed ? t("rooms.gone") : (line.file_name ?? line.text)}
        </p>
      </figure>
      {!line.removed && (own || room.moderates) && (
        <section class="mb-5">
          <p class="quiet mb-3 text-sm">{t("rooms.takeAway.text")}</p>
          <ButtonForm
            action={`${path}/messages/${line.number}/remove`}
            icon="trash"
            label={t(line.file_id ? "rooms.takeAway.file" : "rooms.takeAway")}
          />
        </section>
      )}
      {!own && (
        <div class="flex flex-wrap items-center gap-x-5 gap-y-2">
          {handle && (
            <a href={`${path}/people/${handle}`} data-turbo-frame={popupFrame} rel="nofollow" class="btn">
              {t("rooms.person.more", { name: author })}
            </a>
          )}
          {line.file_id ? (
            <ReportLink page={{ ...page, here: back }} kind="file" id={line.file_id} />
          ) : (
            <ReportLink
              page={{ ...page, here: back }}
              kind="message"
              id={messageId(room.threadId, line.number)}
            />
          )}
        </div>
      )}
    </PopupPage>
  );
}
