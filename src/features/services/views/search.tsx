import { Icon } from "#ui/icons.tsx";
import { Narrow, Pager, SearchBar, TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty } from "#ui/parts.tsx";
import { type Listing, Panel } from "../../admin/index.ts";
import type { ServiceKind } from "../rules.ts";
import { shows } from "../schema.ts";

export interface ServiceLine {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: ServiceKind;
  /** Names of those whose own it is. */
  readonly owners: readonly string[];
  readonly providers: number;
  readonly members: number;
}

interface SearchPageProps {
  page: Page;
  q: string;
  show: (typeof shows)[number];
  found: Listing<ServiceLine>;
}

/** Services > Search: everything that can be booked, by code or name. */
export function SearchPage({ page, q, show, found }: SearchPageProps) {
  const { t, community } = page;
  const root = `${community?.base}/admin/services`;
  const narrowed = q !== "" || show !== "active";
  const add = (
    <a href={`${root}/new`} class="btn btn-primary">
      <Icon name="plus" class="size-4" />
      {t("services.add")}
    </a>
  );
  return (
    <Panel page={page} at="services.search" title={t("services.search.title")} actions={add}>
      <SearchBar
        t={t}
        action={root}
        label={t("services.search.label")}
        query={q}
        clear={narrowed ? root : undefined}
      >
        <Narrow
          name="show"
          label={t("listing.show")}
          value={show}
          options={shows.map((value) => ({ value, label: t(`services.show.${value}`) }))}
        />
      </SearchBar>
      {found.rows.length === 0 && !narrowed && (
        <Empty icon="book" title={t("services.empty.title")}>
          <p>{t("services.empty.text")}</p>
          <p class="mt-4 flex flex-wrap justify-center gap-2">
            <a href={`${root}/provider-first`} class="btn btn-sm">
              {t("services.providerFirst")}
            </a>
            <a href={`${root}/manage`} class="btn btn-sm">
              {t("services.manage.upload")}
            </a>
          </p>
        </Empty>
      )}
      {found.rows.length === 0 && narrowed && (
        <Empty icon="search" title={t("listing.nothing")}>
          {t("listing.nothing.text")}
        </Empty>
      )}
      {found.rows.length > 0 && (
        <>
          <TableBox label={t("services.search.title")}>
            <thead>
              <tr>
                <th scope="col">{t("services.codeAndName")}</th>
                <th scope="col">{t("services.kind")}</th>
                <th scope="col" class="text-right">
                  {t("services.certified")}
                </th>
                <th scope="col" class="text-right">
                  {t("services.enrolled")}
                </th>
              </tr>
            </thead>
            <tbody>
              {found.rows.map((service) => (
                <tr>
                  <th scope="row">
                    <a href={`${root}/${service.id}`} class="link-plain">
                      {service.code}
                    </a>
                    {service.name && <span class="quiet block font-normal">{service.name}</span>}
                  </th>
                  <td>
                    <KindBadge page={page} service={service} />
                  </td>
                  <td class="text-right tabular-nums">{t("listing.count", { count: service.providers })}</td>
                  <td class="text-right tabular-nums">{t("listing.count", { count: service.members })}</td>
                </tr>
              ))}
            </tbody>
          </TableBox>
          <Pager t={t} here={page.here} {...found} />
        </>
      )}
    </Panel>
  );
}

/** What kind of service it is, in words. */
export function KindBadge({
  page: { t },
  service,
}: {
  page: Page;
  service: { kind: ServiceKind; owners: readonly string[] };
}) {
  const owners = service.owners.join(", ");
  return (
    <Badge tone={service.kind === "generic" ? "info" : "plain"}>
      {t(`services.kind.${service.kind}`, { owners })}
    </Badge>
  );
}
