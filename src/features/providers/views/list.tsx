import { Icon } from "#ui/icons.tsx";
import { Narrow, Pager, SearchBar, TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty } from "#ui/parts.tsx";
import { FileLinks } from "#ui/staff.tsx";
import { type Listing, Panel } from "../../admin/index.ts";
import { displayName } from "../../people/person.ts";
import type { ProviderRow } from "../queries/providers.ts";
import { shows } from "../schema.ts";

interface ProvidersPageProps {
  page: Page;
  q: string;
  show: (typeof shows)[number];
  found: Listing<ProviderRow>;
}

/** Providers > Manage: everybody who gives support, and their file. */
export function ProvidersPage({ page, q, show, found }: ProvidersPageProps) {
  const { t, community } = page;
  const root = `${community?.base}/admin/providers`;
  const narrowed = q !== "" || show !== "active";
  const add = (
    <a href={`${root}/new`} class="btn btn-primary">
      <Icon name="plus" class="size-4" />
      {t("providers.add")}
    </a>
  );
  return (
    <Panel page={page} at="providers.manage" title={t("providers.title")} actions={add}>
      <div class="mb-6">
        <FileLinks page={page} file="providers" upload />
      </div>
      <SearchBar
        t={t}
        action={root}
        label={t("providers.search")}
        query={q}
        clear={narrowed ? root : undefined}
      >
        <Narrow
          name="show"
          label={t("listing.show")}
          value={show}
          options={shows.map((value) => ({ value, label: t(`providers.show.${value}`) }))}
        />
      </SearchBar>
      {found.rows.length === 0 ? (
        <Empty
          icon={narrowed ? "search" : "users"}
          title={t(narrowed ? "listing.nothing" : "providers.empty.title")}
        >
          {t(narrowed ? "listing.nothing.text" : "providers.empty.text")}
        </Empty>
      ) : (
        <>
          <TableBox label={t("providers.title")}>
            <thead>
              <tr>
                <th scope="col">{t("person.name")}</th>
                <th scope="col">{t("person.email")}</th>
                <th scope="col">{t("providers.state")}</th>
                <th scope="col" class="text-right">
                  {t("providers.services")}
                </th>
                <th scope="col">{t("providers.zone")}</th>
              </tr>
            </thead>
            <tbody>
              {found.rows.map((provider) => (
                <tr>
                  <th scope="row">
                    <a href={`${root}/${provider.id}`} class="link-plain">
                      {displayName(provider)}
                    </a>
                  </th>
                  <td>{provider.email}</td>
                  <td>
                    <ProviderState page={page} provider={provider} />
                  </td>
                  <td class="text-right tabular-nums">
                    <a href={`${root}/${provider.id}/eligibility`} class="link-plain">
                      {t("listing.count", { count: provider.services })}
                      <span class="sr-only">
                        {" "}
                        {t("providers.services.of", { name: displayName(provider) })}
                      </span>
                    </a>
                  </td>
                  <td class="quiet">{provider.zone}</td>
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

/** What keeps a provider from being booked, and what else a coordinator should see at a glance. */
export function ProviderState({ page: { t }, provider }: { page: Page; provider: ProviderRow }) {
  if (provider.archived) return <Badge>{t("listing.archived")}</Badge>;
  return (
    <span class="inline-flex flex-wrap gap-1.5">
      {provider.paused && <Badge tone="warn">{t("providers.paused")}</Badge>}
      {provider.locked && <Badge>{t("providers.locked")}</Badge>}
      {!provider.hasHours && <Badge tone="info">{t("providers.noHours")}</Badge>}
      {!provider.signedIn && <Badge tone="info">{t("members.provisional")}</Badge>}
      {provider.signedIn && provider.hasHours && !provider.paused && !provider.locked && t("providers.ready")}
    </span>
  );
}
