import { instantOf } from "#platform/clock.ts";
import { type FormState, SelectField, TextField } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import { TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty, Notice } from "#ui/parts.tsx";
import { clockTime, dayName, zoneName } from "#ui/when.ts";
import { Panel } from "../../admin/index.ts";
import { displayName } from "../../people/person.ts";
import type { Choices } from "../queries/choices.ts";
import type { MomentReport, WindowReport } from "../staff-why.ts";

interface About {
  readonly service: string;
  /** How many locations meetings of the format can have. */
  readonly places: number;
}

export type Found =
  | ({ readonly kind: "window"; readonly report: WindowReport } & About)
  | ({ readonly kind: "moment"; readonly at: number; readonly report: MomentReport } & About);

interface WhyPageProps {
  page: Page;
  /** IANA zone of the dates and times asked for. */
  zone: string;
  choices: Choices;
  form: FormState;
  /** None until it was asked for. */
  found: Found | null;
}

/** For staff: what takes which times, rule by rule and provider by provider. */
export function WhyPage({ page, zone, choices, form, found }: WhyPageProps) {
  const { t } = page;
  return (
    <Panel page={page} at="why" title={t("why.title")} lead={t("why.lead")}>
      <Ask page={page} zone={zone} choices={choices} form={form} />
      {found && found.report.providers.length === 0 && (
        <Empty icon="users" title={t("why.nobody", { service: found.service })}>
          {t("why.nobody.text")}
        </Empty>
      )}
      {found && found.places === 0 && <Notice icon="mapPin">{t("why.noPlace")}</Notice>}
      {found?.kind === "window" && found.report.providers.length > 0 && (
        <Window page={page} report={found.report} />
      )}
      {found?.kind === "moment" && found.report.providers.length > 0 && (
        <Moment page={page} zone={zone} at={found.at} report={found.report} />
      )}
    </Panel>
  );
}

function Ask({ page, zone, choices, form }: Omit<WhyPageProps, "found">) {
  const { t, community } = page;
  const named = choices.providers.map((provider) => ({ value: provider.id, label: displayName(provider) }));
  const options = (all: readonly { id: string; name: string }[]) =>
    all.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <form method="get" action={`${community?.base}/admin/why`} class="card-plain mb-8 p-5" novalidate>
      <div class="grid gap-x-4 sm:grid-cols-2 xl:grid-cols-3">
        <SelectField
          name="service"
          label={t("why.service")}
          form={form}
          options={options(choices.services)}
        />
        <SelectField name="format" label={t("why.format")} form={form} options={options(choices.formats)} />
        <SelectField
          name="provider"
          label={t("why.provider")}
          form={form}
          options={[{ value: "", label: t("why.provider.all") }, ...named]}
        />
        <TextField name="from" type="date" label={t("why.from")} form={form} />
        <TextField name="until" type="date" label={t("why.until")} form={form} />
        <TextField name="time" type="time" label={t("why.time")} form={form} />
        <TextField name="member" type="email" label={t("why.member")} form={form} autocomplete="off" />
      </div>
      <p class="quiet mb-4 text-sm">{t("why.hint", { zone: zoneName(zone, page.now) })}</p>
      <button type="submit" class="btn btn-primary">
        <Icon name="search" class="size-4" />
        {t("why.ask")}
      </button>
    </form>
  );
}

function Window({ page, report }: { page: Page; report: WindowReport }) {
  const { t } = page;
  const taking = report.figures.filter(({ removed }) => removed > 0);
  const number = (count: number) => t("listing.count", { count });
  return (
    <>
      <div class="mb-8">
        <h2 class="mb-1">{t("why.free", { free: report.free, allowed: report.allowed })}</h2>
        <p class="quiet mb-3 max-w-prose">{t("why.free.text")}</p>
        <TableBox label={t("why.rules")}>
          <thead>
            <tr>
              <th scope="col">{t("why.rule")}</th>
              <th scope="col" class="text-right">
                {t("why.removed")}
              </th>
              <th scope="col" class="text-right">
                {t("why.left")}
              </th>
            </tr>
          </thead>
          <tbody>
            {report.figures.map(({ rule, removed }, i) => (
              <tr class={removed === 0 ? "quiet" : ""}>
                <th scope="row" class="min-w-56 font-normal">
                  <span class={`text-sm ${removed > 0 ? "font-semibold" : ""}`}>{t(`why.rule.${rule}`)}</span>
                  <span class="quiet block text-sm">{t(`why.rule.${rule}.text`)}</span>
                </th>
                <td class="text-right tabular-nums">{removed === 0 ? "–" : number(removed)}</td>
                <td class="text-right tabular-nums">{number(leftAfter(report, i))}</td>
              </tr>
            ))}
          </tbody>
        </TableBox>
      </div>
      <div>
        <h2 class="mb-3">{t("why.each")}</h2>
        <TableBox label={t("why.each")}>
          <thead>
            <tr>
              <th scope="col">{t("why.name")}</th>
              <th scope="col" class="text-right">
                {t("why.freeColumn")}
              </th>
              {taking.map(({ rule }) => (
                <th scope="col" class="text-right">
                  {t(`why.rule.${rule}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.providers.map(({ id, name, free, removed }) => (
              <tr>
                <th scope="row" class="min-w-40">
                  <ProviderLink page={page} id={id} name={name} />
                </th>
                <td class="text-right font-semibold tabular-nums">{number(free)}</td>
                {taking.map(({ rule }) => (
                  <td class="text-right tabular-nums">{removed[rule] === 0 ? "–" : number(removed[rule])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </TableBox>
      </div>
    </>
  );
}

function leftAfter({ allowed, figures }: WindowReport, index: number): number {
  return figures.slice(0, index + 1).reduce((left, { removed }) => left - removed, allowed);
}

function Moment({ page, zone, at, report }: { page: Page; zone: string; at: number; report: MomentReport }) {
  const { t, now } = page;
  const start = instantOf(at);
  const free = report.providers.filter(({ rules }) => rules.length === 0).length;
  return (
    <div>
      <h2 class="mb-3">
        {t("why.moment", { when: `${dayName(start, zone, now)}, ${clockTime(start, zone)}`, free })}
      </h2>
      <TableBox label={t("why.each")}>
        <thead>
          <tr>
            <th scope="col">{t("why.name")}</th>
            <th scope="col">{t("why.against")}</th>
          </tr>
        </thead>
        <tbody>
          {report.providers.map(({ id, name, rules }) => (
            <tr>
              <th scope="row" class="min-w-40">
                <ProviderLink page={page} id={id} name={name} />
              </th>
              <td>
                {rules.length === 0 ? (
                  <Badge tone="good">
                    <Icon name="check" class="size-4" />
                    {t("why.isFree")}
                  </Badge>
                ) : (
                  <ul class="grid gap-1">
                    {rules.map((rule) => (
                      <li>
                        <span class="text-sm font-semibold">{t(`why.rule.${rule}`)}</span>{" "}
                        <span class="quiet text-sm">{t(`why.rule.${rule}.text`)}</span>
                      </li>
                    ))}
                  </ul>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </TableBox>
    </div>
  );
}

function ProviderLink({ page, id, name }: { page: Page; id: string; name: string }) {
  return (
    <a href={`${page.community?.base}/availability?provider=${id}`} class="link-plain">
      {name}
    </a>
  );
}
