import { FormFaults, TextArea } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import { Pager, SearchBar, TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty, Notice } from "#ui/parts.tsx";
import { type Listing, Panel, type Returned } from "../../admin/index.ts";
import { serviceCode } from "../../imports/codes.ts";
import { displayName } from "../../people/person.ts";
import type { Eligibility } from "../eligibility.ts";
import type { EligibilityRow } from "../queries/eligibility.ts";
import type { ProviderDetails } from "../queries/providers.ts";

interface EligibilityListProps {
  page: Page;
  q: string;
  found: Listing<EligibilityRow>;
}

/** Providers > Eligibility: who may give what. */
export function EligibilityListPage({ page, q, found }: EligibilityListProps) {
  const { t, community } = page;
  const root = `${community?.base}/admin/providers`;
  const here = `${root}/eligibility`;
  return (
    <Panel page={page} at="providers.eligibility" title={t("eligibility.title")} lead={t("eligibility.lead")}>
      <SearchBar t={t} action={here} label={t("eligibility.search")} query={q} clear={q ? here : undefined} />
      {found.rows.length === 0 ? (
        <Empty icon={q ? "search" : "users"} title={t(q ? "listing.nothing" : "providers.empty.title")}>
          {t(q ? "listing.nothing.text" : "providers.empty.text")}
        </Empty>
      ) : (
        <>
          <TableBox label={t("eligibility.title")}>
            <thead>
              <tr>
                <th scope="col">{t("person.name")}</th>
                <th scope="col">{t("eligibility.services")}</th>
              </tr>
            </thead>
            <tbody>
              {found.rows.map((row) => (
                <tr>
                  <th scope="row" class="align-top">
                    <a href={`${root}/${row.id}/eligibility`} class="link-plain">
                      {displayName(row)}
                    </a>
                    <span class="quiet block font-normal break-all">{row.email}</span>
                  </th>
                  <td>
                    <Codes page={page} row={row} />
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

function Codes({ page: { t }, row }: { page: Page; row: EligibilityRow }) {
  const more = row.services - row.codes.length;
  return (
    <span class="flex flex-wrap gap-1.5">
      {row.codes.map((code) => (
        <Badge>{code}</Badge>
      ))}
      {more > 0 && <span class="quiet">{t("eligibility.more", { count: more })}</span>}
      {row.services === 0 && <Badge tone="warn">{t("eligibility.none")}</Badge>}
      {row.pending.map((code) => (
        <Badge tone="info">
          <Icon name="clock" class="size-3.5" />
          {t("eligibility.pending", { code })}
        </Badge>
      ))}
    </span>
  );
}

interface EligibilityPageProps {
  page: Page;
  provider: ProviderDetails;
  eligibility: Eligibility;
  form: Returned;
  /** Codes that are ticked, by how they are written. */
  ticked: ReadonlySet<string>;
}

/** What is listed for one provider, and what it comes to. */
export function EligibilityPage({ page, provider, eligibility, form, ticked }: EligibilityPageProps) {
  const { t, community } = page;
  const root = `${community?.base}/admin/providers`;
  const name = displayName(provider);
  return (
    <Panel
      page={page}
      at="providers.eligibility"
      title={t("eligibility.of", { name })}
      back={{ href: `${root}/eligibility`, label: t("eligibility.title") }}
    >
      <ReachSummary page={page} eligibility={eligibility} />
      <form method="post" action={`${root}/${provider.id}/eligibility`} class="max-w-3xl">
        <FormFaults form={form} t={t} refusal={form.refusal} />
        {eligibility.boxes.length > 0 && (
          <fieldset class="mb-5">
            <legend class="mb-1.5 font-medium">{t("eligibility.boxes")}</legend>
            {!eligibility.complete && <p class="quiet mb-1.5 text-sm">{t("eligibility.boxes.some")}</p>}
            <div class="card-plain grid max-h-112 gap-x-4 overflow-y-auto p-2 sm:grid-cols-2">
              {eligibility.boxes.map((box) => (
                <label class="hover:bg-base-200 rounded-field flex min-h-11 cursor-pointer items-start gap-3 px-2 py-2.5 sm:min-h-0 sm:py-1.5">
                  <input
                    type="checkbox"
                    name="ticked"
                    value={box.code}
                    checked={ticked.has(box.code)}
                    class="checkbox checkbox-primary checkbox-sm mt-0.5"
                  />
                  <span class="min-w-0 break-words">
                    {box.code}
                    {box.name && <span class="quiet block text-sm">{box.name}</span>}
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
        )}
        <TextArea
          name="codes"
          label={t("eligibility.codes")}
          hint={t("eligibility.codes.hint")}
          form={form}
          rows={3}
        />
        <button type="submit" class="btn btn-primary">
          {t("form.save")}
        </button>
      </form>
    </Panel>
  );
}

/** Services called by name before the rest is counted. */
const named = 4;

/** What a wildcard reached, what it may not reach, and what waits. */
function ReachSummary({
  page: { t },
  eligibility: { reach, codeOf },
}: {
  page: Page;
  eligibility: Eligibility;
}) {
  return (
    <section class="mb-8 max-w-3xl" aria-labelledby="reach">
      <h2 id="reach" class="mb-2">
        {t("eligibility.now", { count: reach.certified.length })}
      </h2>
      {reach.certified.length > 0 && (
        <ul class="card-plain mb-4 flex max-h-56 flex-wrap gap-1.5 overflow-y-auto p-4">
          {reach.certified.map((key) => (
            <li>
              <Badge tone="good">{codeOf.get(key) ?? key}</Badge>
            </li>
          ))}
        </ul>
      )}
      {reach.leftOut.map(({ listed, services }) => (
        <Notice icon="lock">
          {t("eligibility.leftOut", {
            code: listed.code,
            services: services.slice(0, named).map(serviceCode).join(", "),
            more: Math.max(0, services.length - named),
          })}
        </Notice>
      ))}
      {reach.unmatched.map((listed) => (
        <Notice tone="warn" icon="alert">
          {t("eligibility.unmatched", { code: listed.code })}
        </Notice>
      ))}
      {reach.unknown.length > 0 && (
        <Notice icon="clock">
          {t("eligibility.unknown", { codes: reach.unknown.map((listed) => listed.code).join(", ") })}
        </Notice>
      )}
    </section>
  );
}
