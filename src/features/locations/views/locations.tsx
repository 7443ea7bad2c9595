import { Icon } from "#ui/icons.tsx";
import { TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty } from "#ui/parts.tsx";
import { MoveButtons } from "#ui/staff.tsx";
import { Panel } from "../../admin/index.ts";
import type { Location } from "../queries.ts";

/** All places to meet, in the order in which members see them. */
export function LocationsPage({ page, locations }: { page: Page; locations: readonly Location[] }) {
  const { t } = page;
  const root = `${page.community?.base}/admin/locations`;
  const active = locations.filter((location) => !location.archived);
  const add = (
    <a href={`${root}/new`} class="btn btn-primary">
      <Icon name="plus" class="size-4" />
      {t("locations.add")}
    </a>
  );
  return (
    <Panel page={page} at="locations" title={t("locations.title")} lead={t("locations.lead")} actions={add}>
      {locations.length === 0 ? (
        <Empty icon="mapPin" title={t("locations.empty.title")}>
          {t("locations.empty.text")}
        </Empty>
      ) : (
        <TableBox label={t("locations.title")}>
          <thead>
            <tr>
              <th scope="col">{t("locations.name")}</th>
              <th scope="col">{t("locations.way")}</th>
              <th scope="col">{t("locations.capacity")}</th>
              <th scope="col">{t("locations.open")}</th>
              <th scope="col">{t("listing.order")}</th>
            </tr>
          </thead>
          <tbody>
            {locations.map((location) => (
              <tr>
                <th scope="row">
                  <a href={`${root}/${location.id}`} class="link-plain">
                    {location.name}
                  </a>
                  {location.archived && (
                    <span class="ml-2">
                      <Badge>{t("listing.archived")}</Badge>
                    </span>
                  )}
                  {location.details && (
                    <span class="quiet block max-w-80 truncate font-normal">{location.details}</span>
                  )}
                </th>
                <td>{t(`way.${location.way}`)}</td>
                <td class="tabular-nums">{location.capacity ?? t("locations.capacity.any")}</td>
                <td>{t(location.opening ? "locations.open.hours" : "locations.open.always")}</td>
                <td>
                  {!location.archived && (
                    <MoveButtons
                      t={t}
                      action={`${root}/${location.id}/move`}
                      name={location.name}
                      first={location === active[0]}
                      last={location === active.at(-1)}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </TableBox>
      )}
    </Panel>
  );
}
