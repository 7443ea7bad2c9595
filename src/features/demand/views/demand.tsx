import type { Child } from "hono/jsx";
import { Pager, TableBox } from "#ui/listing.tsx";
import { Badge, Empty } from "#ui/parts.tsx";
import type { Listing } from "../../admin/index.ts";
import { shown } from "../../disclosure/index.ts";
import { addressOf, figuresPath, type WeekMap } from "../paths.ts";
import { shareTaken } from "../rates.ts";
import type { DemandFigures, ExperienceFigures, ServiceFigures } from "../reading.ts";
import { hours, rangeText } from "../telling.ts";
import { FiguresFrame, type FrameProps, Part } from "./frame.tsx";
import { WeekTable } from "./week.tsx";

interface DemandPageProps extends FrameProps {
  figures: DemandFigures;
  services: Listing<ServiceFigures>;
  map: WeekMap;
  smallest: number;
}

/** What was asked for and what there was. */
export function DemandPage({ figures, services, map, smallest, ...frame }: DemandPageProps) {
  const { page, asked } = frame;
  const { t, community } = page;
  const path = figuresPath(community?.base ?? "", "demand");
  const counted = [
    t("figures.counted.open"),
    t("figures.counted.taken"),
    t("figures.counted.booked"),
    t("figures.counted.wished"),
    t("figures.counted.bands", { smallest, range: rangeText(t, shown(smallest, smallest)) }),
  ];
  return (
    <FiguresFrame {...frame} tab="demand" counted={counted}>
      <Totals {...frame} figures={figures} />
      <Part page={page} asked={asked} id="week" title={t("figures.week")} file="week">
        <WeekTable
          page={page}
          week={figures.week}
          map={map}
          smallest={smallest}
          linkTo={(one) => `${addressOf(path, asked, { map: one })}#week`}
        />
      </Part>
      <Services {...frame} services={services} />
      <Experiences {...frame} experiences={figures.experiences} />
    </FiguresFrame>
  );
}

function Totals({ page: { t, community }, figures }: FrameProps & { figures: DemandFigures }) {
  const { open, taken, made, cancelled, groups, requests } = figures;
  const share = shareTaken(figures);
  return (
    <dl class="grid grid-cols-2 gap-3 sm:grid-cols-3">
      <Total
        label={t("figures.total.open")}
        more={share === null ? t("figures.total.none") : t("figures.total.open.taken", { share })}
      >
        {t("figures.hours", { hours: hours(open) })}
      </Total>
      <Total label={t("figures.total.free")}>{t("figures.hours", { hours: hours(open - taken) })}</Total>
      <Total label={t("figures.total.made")} more={t("figures.total.made.of", { cancelled })}>
        {new Intl.NumberFormat("en").format(made)}
      </Total>
      {community?.modules.groups && (
        <Total
          label={t("figures.total.groups")}
          more={t("figures.total.groups.places", { places: groups.places })}
        >
          {groups.meetings}
        </Total>
      )}
      {community?.modules.requests && (
        <Total label={t("figures.total.requests")}>{rangeText(t, requests)}</Total>
      )}
    </dl>
  );
}

export const Total = ({ label, more, children }: { label: string; more?: string; children: Child }) => (
  <div class="card-plain p-4">
    <dt class="quiet text-sm first-letter:uppercase">{label}</dt>
    <dd>
      <span class="block text-2xl font-semibold tabular-nums">{children}</span>
      {more && <span class="quiet block text-sm tabular-nums">{more}</span>}
    </dd>
  </div>
);

const number = "text-right tabular-nums whitespace-nowrap";

function Services({ page, asked, services }: FrameProps & { services: Listing<ServiceFigures> }) {
  const { t, here } = page;
  const columns = ["made", "booked", "open", "taken", "waits", "searches"] as const;
  return (
    <Part
      page={page}
      asked={asked}
      id="services"
      title={t("figures.services")}
      lead={t("figures.services.lead")}
      file="services"
    >
      {services.rows.length === 0 ? (
        <Empty icon="book" title={t("figures.services.empty")}>
          {t("figures.services.empty.text")}
        </Empty>
      ) : (
        <>
          <TableBox label={t("figures.services")}>
            <thead>
              <tr>
                <th scope="col">{t("figures.service")}</th>
                {columns.map((column) => (
                  <th scope="col" class="text-right">
                    {t(`figures.service.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {services.rows.map((service) => (
                <tr>
                  <th scope="row">
                    {service.name}
                    {service.archived && (
                      <span class="ml-2">
                        <Badge>{t("figures.service.archived")}</Badge>
                      </span>
                    )}
                  </th>
                  <td class={number}>{service.made}</td>
                  <td class={number}>{hours(service.booked)}</td>
                  <td class={number}>{hours(service.open)}</td>
                  <td class={number}>
                    <Share of={service} />
                  </td>
                  <td class={number}>{rangeText(t, service.waits)}</td>
                  <td class={number}>{rangeText(t, service.searches)}</td>
                </tr>
              ))}
            </tbody>
          </TableBox>
          {services.total > services.size && <Pager t={t} here={here} {...services} />}
        </>
      )}
    </Part>
  );
}

function Share({ of }: { of: { open: number; taken: number } }) {
  const share = shareTaken(of);
  return <>{share === null ? "–" : `${share}%`}</>;
}

function Experiences({ page, asked, experiences }: FrameProps & Pick<DemandFigures, "experiences">) {
  const { t } = page;
  const worthARow = ({ requests, open }: ExperienceFigures) => requests.from > 0 || open > 0;
  const rows = experiences.filter(worthARow);
  const others = experiences.filter((one) => !worthARow(one)).map(({ name }) => name);
  const title = t("figures.experiences");
  const columns = ["requests", "providers", "open", "taken"] as const;
  return (
    <Part
      page={page}
      asked={asked}
      id="experiences"
      title={title}
      lead={t("figures.experiences.lead")}
      file="experiences"
    >
      {rows.length === 0 ? (
        <Empty icon="heart" title={t("figures.experiences.empty")}>
          {t("figures.experiences.empty.text")}
        </Empty>
      ) : (
        <TableBox label={title}>
          <thead>
            <tr>
              <th scope="col">{t("figures.experience")}</th>
              {columns.map((column) => (
                <th scope="col" class="text-right first-letter:uppercase">
                  {t(`figures.experience.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr>
                <th scope="row">{one.name}</th>
                <td class={number}>{rangeText(t, one.requests)}</td>
                <td class={number}>{rangeText(t, one.providers)}</td>
                <td class={number}>{hours(one.open)}</td>
                <td class={number}>
                  <Share of={one} />
                </td>
              </tr>
            ))}
          </tbody>
        </TableBox>
      )}
      {others.length > 0 && (
        <p class="quiet mt-2 max-w-prose text-sm">
          {t("figures.experiences.others", { names: others.join(", ") })}
        </p>
      )}
    </Part>
  );
}
