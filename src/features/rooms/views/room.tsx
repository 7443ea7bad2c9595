import type { FormState } from "#ui/forms.tsx";
import { Icon, type IconName } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import type { Returned } from "../../admin/returned.ts";
import type { Room } from "../queries/rooms.ts";
import { Box } from "./box.tsx";
import { LineItem, type ShownLine } from "./line.tsx";
import { People } from "./parts.tsx";

interface RoomProps {
  page: Page;
  room: Room;
  /** A coordinator who is not in it. */
  looking: boolean;
  /** The newest last. */
  lines: readonly ShownLine[];
  earlier: string | null;
  later: string | null;
  latest: string | null;
  /** What a page that renews itself asks for, so that it goes on from where it begins. */
  renewAt: string | undefined;
  /** Why the reader cannot write just now. */
  silence: string | null;
  form: Returned | undefined;
  fileForm: FormState | undefined;
  accept: string;
  idempotencyKey: string;
}

/** A room from inside: as high as the window, the newest at the bottom, the box always at hand. */
export function RoomPage(props: RoomProps) {
  const { page, room, looking, lines, earlier, later, latest, renewAt } = props;
  const { t } = page;
  return (
    <Layout page={page} title={room.name} live={looking ? [] : [`room:${room.id}`]} fill>
      <div
        id="chat"
        data-controller="chat"
        class="bg-base-100 border-base-300 sm:rounded-box flex min-h-0 flex-1 flex-col overflow-hidden sm:border sm:shadow-card"
      >
        <Head page={page} room={room} looking={looking} />
        {/* Turned round, so that it begins at its end and stays there; what is in it is not. */}
        <div class="relative flex min-h-0 flex-1 flex-col">
          <div
            id="lines"
            role="log"
            aria-live="polite"
            aria-relevant="additions"
            aria-label={t("rooms.log")}
            tabindex={0}
            data-chat-target="lines"
            data-action="scroll->chat#look"
            class="flex min-h-0 flex-1 flex-col-reverse overflow-y-auto overscroll-contain px-3 py-3 -outline-offset-4 sm:px-5"
          >
            <div>
              {earlier && <Jump href={earlier} label={t("messages.earlier")} />}
              {!earlier && (
                <p class="quiet mx-auto mb-4 max-w-prose text-center text-sm">{t("rooms.begin")}</p>
              )}
              <ol id="said" data-renew-at={renewAt}>
                {lines.map((line) => (
                  <LineItem page={page} room={room} line={line} looking={looking} />
                ))}
              </ol>
              {later && later !== latest && <Jump href={later} label={t("rooms.later")} />}
              {latest && <Jump href={latest} label={t("messages.latest")} />}
            </div>
          </div>
          <button
            type="button"
            hidden
            data-chat-target="newest"
            data-action="chat#down"
            class="btn btn-sm absolute right-4 bottom-3 shadow-card"
          >
            <Icon name="chevronDown" class="size-4" />
            {t("rooms.newest")}
          </button>
        </div>
        <Box {...props} />
      </div>
    </Layout>
  );
}

function Head({ page, room, looking }: Pick<RoomProps, "page" | "room" | "looking">) {
  const { t, community } = page;
  const base = community?.base ?? "";
  const path = `${base}/rooms/${room.id}`;
  return (
    <header class="border-base-300 flex items-center gap-1 border-b px-1.5 py-1.5 sm:px-3">
      <HeadLink href={`${base}/rooms`} icon="arrowLeft" label={t("rooms.title")} />
      <div class="min-w-0 flex-1">
        <h1 class="truncate text-lg sm:text-xl">{room.name}</h1>
        <p class="quiet truncate text-sm">
          {room.private && (
            <>
              <Icon name="lock" class="size-3.5" /> {t("rooms.private")} ·{" "}
            </>
          )}
          {looking ? t("rooms.looking") : <People t={t} room={room} />}
        </p>
      </div>
      <HeadLink href={`${path}/search`} icon="search" label={t("rooms.search")} />
      <HeadLink href={`${path}/people`} icon="users" label={t("rooms.inside")} />
    </header>
  );
}

const HeadLink = ({ href, icon, label }: { href: string; icon: IconName; label: string }) => (
  <a href={href} class="btn btn-ghost btn-square size-11" aria-label={label} title={label}>
    <Icon name={icon} class="size-5" />
  </a>
);

const Jump = ({ href, label }: { href: string; label: string }) => (
  <p class="my-3 text-center">
    <a href={href} class="btn btn-sm">
      {label}
    </a>
  </p>
);
