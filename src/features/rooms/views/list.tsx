import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty, Heading, LinkRow } from "#ui/parts.tsx";
import { ButtonForm } from "#ui/staff.tsx";
import type { RoomLine } from "../queries/rooms.ts";
import { People } from "./parts.tsx";

interface RoomsProps {
  page: Page;
  rooms: readonly RoomLine[];
  /** Whether others see when the reader is here. */
  visible: boolean;
}

/** The rooms somebody is in, those they are invited to, and those they could go into. */
export function RoomsPage({ page, rooms, visible }: RoomsProps) {
  const { t, community, roles } = page;
  const of = (...standings: readonly RoomLine["standing"][]) =>
    rooms.filter(({ standing }) => standings.includes(standing));
  return (
    <Layout page={page} title={t("rooms.title")} live={["rooms"]}>
      <Heading title={t("rooms.title")} lead={t("rooms.lead")} />
      {rooms.length === 0 && (
        <Empty icon="messages" title={t("rooms.empty.title")}>
          {t(roles.has("coordinator") ? "rooms.empty.coordinator" : "rooms.empty.text")}
        </Empty>
      )}
      <Rooms page={page} title={t("rooms.invited")} rooms={of("invited")} />
      <Rooms page={page} title={t("rooms.own")} rooms={of("in")} />
      <Rooms page={page} title={t("rooms.open")} rooms={of(null, "left", "removed")} />
      {roles.has("coordinator") && (
        <p class="mb-6">
          <a href={`${community?.base}/admin/rooms`} class="btn">
            <Icon name="settings" class="size-4" />
            {t("rooms.manage")}
          </a>
        </p>
      )}
      <section class="border-base-300 mt-8 border-t pt-5" aria-labelledby="presence">
        <h2 id="presence" class="mb-1 text-base sm:text-base">
          {t("rooms.presence")}
        </h2>
        <p class="quiet mb-3 max-w-prose text-sm">{t("rooms.presence.text")}</p>
        <div class="flex flex-wrap items-center gap-3">
          <Badge tone={visible ? "good" : "plain"}>
            {t(visible ? "rooms.presence.on" : "rooms.presence.off")}
          </Badge>
          <ButtonForm
            action={`${community?.base}/rooms/presence`}
            values={{ shown: visible ? "off" : "on" }}
            label={t(visible ? "rooms.presence.hide" : "rooms.presence.show")}
          />
        </div>
      </section>
    </Layout>
  );
}

function Rooms({ page, title, rooms }: { page: Page; title: string; rooms: readonly RoomLine[] }) {
  if (rooms.length === 0) return null;
  const { t, community } = page;
  return (
    <section class="mb-8">
      <h2 class="mb-3">{title}</h2>
      <ul class="grid gap-2.5">
        {rooms.map((room) => (
          <li>
            <LinkRow
              href={`${community?.base}/rooms/${room.id}`}
              icon={room.private ? "lock" : "messages"}
              title={room.name}
              detail={
                <>
                  {room.about && <span class="line-clamp-2">{room.about}</span>}
                  <span class="block">
                    {room.private && `${t("rooms.private")} · `}
                    <People t={t} room={room} />
                  </span>
                </>
              }
              end={
                room.unread > 0 ? (
                  <span class="bg-primary text-primary-content min-w-7 rounded-full px-2 text-center text-sm leading-7 font-semibold">
                    {room.unread > 99 ? "99+" : room.unread}
                    <span class="sr-only"> {t("rooms.unread", { count: room.unread })}</span>
                  </span>
                ) : undefined
              }
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
