import { FormFaults, TextField } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import { Narrow, Pager, SearchBar, TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty, Notice } from "#ui/parts.tsx";
import { ButtonForm } from "#ui/staff.tsx";
import { type Listing, Panel, type Returned } from "../../admin/index.ts";
import { displayName } from "../../people/person.ts";
import type { EnrollmentRow, EnrollmentSearch } from "../queries/enrollment.ts";

interface EnrollmentPageProps {
  page: Page;
  search: EnrollmentSearch;
  found: Listing<EnrollmentRow>;
  codes: readonly { code: string; name: string }[];
  /** Whether a feed is the source, so that nothing is changed by hand. */
  fed: boolean;
  form: Returned;
  /** Whether the form to add one is open: it came back. */
  open: boolean;
}

/** Services > Enrollment: which member is assigned to which service, looked for from either side. */
export function EnrollmentPage({ page, search, found, codes, fed, form, open }: EnrollmentPageProps) {
  const { t, community } = page;
  const root = `${community?.base}/admin/services/enrollment`;
  const { q, by, show, memberId, serviceId } = search;
  const narrowed = Boolean(q || memberId || serviceId || show === "pending");
  return (
    <Panel page={page} at="services.enrollment" title={t("enrollment.title")} lead={t("enrollment.lead")}>
      {fed ? (
        <Notice>{t("services.manage.fed")}</Notice>
      ) : (
        <AddForm page={page} root={root} codes={codes} form={form} open={open} />
      )}
      <SearchBar
        t={t}
        action={root}
        label={t("enrollment.search")}
        query={q}
        clear={narrowed ? root : undefined}
      >
        <Narrow
          name="by"
          label={t("enrollment.by")}
          value={by}
          options={[
            { value: "member", label: t("enrollment.by.member") },
            { value: "service", label: t("enrollment.by.service") },
          ]}
        />
        <Narrow
          name="show"
          label={t("listing.show")}
          value={show}
          options={[
            { value: "all", label: t("enrollment.show.all") },
            { value: "pending", label: t("enrollment.show.pending") },
          ]}
        />
      </SearchBar>
      {found.rows.length === 0 && (
        <Empty
          icon={narrowed ? "search" : "inbox"}
          title={t(narrowed ? "listing.nothing" : "enrollment.empty.title")}
        >
          {t(narrowed ? "listing.nothing.text" : "enrollment.empty.text")}
        </Empty>
      )}
      {found.rows.length > 0 && (
        <>
          <TableBox label={t("enrollment.title")}>
            <thead>
              <tr>
                <th scope="col">{t("enrollment.member")}</th>
                <th scope="col">{t("enrollment.service")}</th>
                <th scope="col">{t("enrollment.source")}</th>
                <th scope="col">
                  <span class="sr-only">{t("enrollment.remove")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {found.rows.map((row) => (
                <tr>
                  <th scope="row">
                    <a href={`${root}?member=${row.personId}`} class="link-plain">
                      {displayName(row)}
                    </a>
                    <span class="quiet block font-normal break-all">{row.email}</span>
                  </th>
                  <td>
                    <ServiceCell page={page} root={root} row={row} />
                  </td>
                  <td>{t(`enrollment.source.${row.source}`)}</td>
                  <td class="text-right">
                    {!fed && (
                      <ButtonForm
                        action={`${root}/remove`}
                        values={{ personId: row.personId, code: row.key, back: page.here }}
                        look="btn btn-ghost btn-sm"
                        label={t("enrollment.remove")}
                        describes={t("enrollment.remove.what", { name: displayName(row), code: row.code })}
                      />
                    )}
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

function ServiceCell({ page: { t }, root, row }: { page: Page; root: string; row: EnrollmentRow }) {
  if (!row.serviceId) {
    return (
      <>
        {row.code} <Badge tone="warn">{t("enrollment.pending")}</Badge>
      </>
    );
  }
  return (
    <>
      <a href={`${root}?by=service&service=${row.serviceId}`} class="link-plain">
        {row.code}
      </a>{" "}
      {row.archived && <Badge>{t("listing.archived")}</Badge>}
      {row.serviceName && <span class="quiet block">{row.serviceName}</span>}
    </>
  );
}

interface AddFormProps {
  page: Page;
  root: string;
  codes: EnrollmentPageProps["codes"];
  form: Returned;
  open: boolean;
}

function AddForm({ page: { t }, root, codes, form, open }: AddFormProps) {
  return (
    <details class="card-plain group mb-6 max-w-2xl" open={open}>
      <summary class="flex min-h-12 cursor-pointer list-none items-center gap-2 px-4 font-medium">
        <Icon name="plus" class="size-4" />
        {t("enrollment.add")}
      </summary>
      <form method="post" action={root} class="border-base-300 border-t p-4">
        <FormFaults form={form} t={t} refusal={form.refusal} />
        <TextField
          name="email"
          label={t("enrollment.email")}
          form={form}
          type="email"
          autocomplete="off"
          required
        />
        <TextField
          name="code"
          label={t("enrollment.code")}
          form={form}
          list="codes"
          autocomplete="off"
          required
          maxlength={200}
        />
        <datalist id="codes">
          {codes.map(({ code, name }) => (
            <option value={code}>{name}</option>
          ))}
        </datalist>
        <button type="submit" class="btn btn-primary">
          {t("enrollment.add.button")}
        </button>
      </form>
    </details>
  );
}
