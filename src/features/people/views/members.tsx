import type { Role } from "#platform/action.ts";
import { Icon } from "#ui/icons.tsx";
import { Narrow, Pager, SearchBar, TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty } from "#ui/parts.tsx";
import type { Translate } from "../../../words/translate.ts";
import { type Listing, Panel } from "../../admin/index.ts";
import { displayName } from "../person.ts";
import type { PeopleSearch, PersonRow } from "../queries.ts";
import { roleNames } from "../schema.ts";

/** A role in the community's own words. */
export const roleWord = (t: Translate, role: Role): string => t(`members.role.${role}`);

interface MembersPageProps {
  page: Page;
  search: PeopleSearch;
  found: Listing<PersonRow>;
}

/** Everybody on the community's list. */
export function MembersPage({ page, search, found }: MembersPageProps) {
  const { t, community } = page;
  const root = `${community?.base}/admin/members`;
  const { q, role, show } = search;
  const narrowed = q !== "" || role !== "any" || show !== "active";
  const add = (
    <a href={`${root}/new`} class="btn btn-primary">
      <Icon name="plus" class="size-4" />
      {t("members.add")}
    </a>
  );
  return (
    <Panel page={page} at="members" title={t("members.title")} lead={t("members.lead")} actions={add}>
      <SearchBar
        t={t}
        action={root}
        label={t("members.search")}
        query={q}
        clear={narrowed ? root : undefined}
      >
        <Narrow
          name="role"
          label={t("members.role")}
          value={role}
          options={[
            { value: "any", label: t("members.role.any") },
            ...roleNames.map((value) => ({ value, label: roleWord(t, value) })),
          ]}
        />
        <Narrow
          name="show"
          label={t("listing.show")}
          value={show}
          options={(["active", "archived"] as const).map((value) => ({
            value,
            label: t(`listing.show.${value}`),
          }))}
        />
      </SearchBar>
      {found.rows.length === 0 ? (
        <Empty icon="search" title={t("listing.nothing")}>
          {t("listing.nothing.text")}
        </Empty>
      ) : (
        <>
          <TableBox label={t("members.title")}>
            <thead>
              <tr>
                <th scope="col">{t("person.name")}</th>
                <th scope="col">{t("person.email")}</th>
                <th scope="col">{t("members.roles")}</th>
                <th scope="col">{t("members.state")}</th>
              </tr>
            </thead>
            <tbody>
              {found.rows.map((person) => (
                <tr>
                  <th scope="row">
                    <a href={`${root}/${person.id}`} class="link-plain">
                      {displayName(person)}
                    </a>
                  </th>
                  <td>{person.email}</td>
                  <td>
                    {roleNames
                      .filter((name) => person.roles.includes(name))
                      .map((name) => roleWord(t, name))
                      .join(", ")}
                  </td>
                  <td>
                    <PersonState t={t} person={person} />
                  </td>
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

/** Whether somebody has ever signed in, and whether they are archived. */
export function PersonState({
  t,
  person,
}: {
  t: Translate;
  person: { signedIn: boolean; archived: boolean };
}) {
  if (person.archived) return <Badge>{t("listing.archived")}</Badge>;
  if (!person.signedIn) return <Badge tone="info">{t("members.provisional")}</Badge>;
  return <span>{t("members.signedIn")}</span>;
}
