import { Icon } from "#ui/icons.tsx";
import { TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty } from "#ui/parts.tsx";
import { clockTime, dayName } from "#ui/when.ts";
import { Panel } from "../../admin/index.ts";
import type { PanelRoom } from "../queries/arranging.ts";

/** Every room of the community. */
export function PanelRoomsPage({ page, rooms }: { page: Page; rooms: readonly PanelRoom[] }) {
  const { t, zone, now } = page;
  const root = `${page.community?.base}/admin/rooms`;
  const add = (
    <a href={`${root}/new`} class="btn btn-primary">
      <Icon name="plus" class="size-4" />
      {t("rooms.add")}
    </a>
  );
  return (
    <Panel page={page} at="rooms" title={t("rooms.title")} lead={t("rooms.panel.lead")} actions={add}>
      {rooms.length === 0 ? (
        <Empty icon="messages" title={t("rooms.empty.title")}>
          {t("rooms.panel.empty")}
        </Empty>
      ) : (
        <TableBox label={t("rooms.title")}>
          <thead>
            <tr>
              <th scope="col">{t("rooms.room")}</th>
              <th scope="col">{t("rooms.who")}</th>
              <th scope="col">{t("rooms.panel.people")}</th>
              <th scope="col">{t("rooms.panel.lines")}</th>
              <th scope="col">{t("rooms.panel.last")}</th>
            </tr>
          </thead>
          <tbody>
            {rooms.map((room) => (
              <tr>
                <th scope="row">
                  <a href={`${root}/${room.id}`} class="link-plain">
                    {room.name}
                  </a>
                  {room.archived && (
                    <span class="ml-2">
                      <Badge>{t("listing.archived")}</Badge>
                    </span>
                  )}
                  {room.about && <span class="quiet block max-w-80 truncate font-normal">{room.about}</span>}
                </th>
                <td>{t(room.private ? "rooms.who.invited" : "rooms.who.everybody")}</td>
                <td class="tabular-nums">{room.people}</td>
                <td class="tabular-nums">{room.messages}</td>
                <td>
                  {room.lastAt && `${dayName(room.lastAt, zone, now)}, ${clockTime(room.lastAt, zone)}`}
                </td>
              </tr>
            ))}
          </tbody>
        </TableBox>
      )}
    </Panel>
  );
}
