import { raw } from "#ui/markup.ts";
import type { Translate } from "../../words/translate.ts";
import { TableBox } from "../listing.tsx";
import { fills } from "./fills.ts";
import { type ChartSpec, isEmpty, type Plan, plainNumber, planOf } from "./plan.ts";

export type { ChartSpec } from "./plan.ts";

type Draw = (plan: Plan) => string;

/** Two drawings, so that letters are as large on a phone as elsewhere. The figure's own width decides, not the window's. */
const narrow = { width: 340, class: "@md:hidden max-w-[26rem]" };
const wide = { width: 520, class: "hidden @md:block max-w-[38rem]" };

/**
 * A chart as a figure: title, drawing, legend, and behind it the same figures as a table. Nothing of it needs a script. To be awaited
 * where a page is put together, and shown as any other part of it; ids are the caller's to keep apart.
 */
export async function chart(t: Translate, spec: ChartSpec) {
  if (isEmpty(spec)) return <Figure t={t} spec={spec} draw={null} />;
  const { draw } = await import("./engine.ts");
  return <Figure t={t} spec={spec} draw={draw} />;
}

function Figure({ t, spec, draw }: { t: Translate; spec: ChartSpec; draw: Draw | null }) {
  return (
    <figure id={spec.id} class="chart @container min-w-0">
      <figcaption class="mb-3">
        <span class="font-semibold">{spec.title}</span>
        {spec.note && <span class="quiet block text-sm">{spec.note}</span>}
      </figcaption>
      {draw ? (
        [narrow, wide].map((size) => <Drawing t={t} spec={spec} draw={draw} size={size} />)
      ) : (
        <p class="quiet py-6">{spec.empty ?? t("chart.empty")}</p>
      )}
      {draw && spec.series.length > 1 && <Legend spec={spec} />}
      {spec.categories.length > 0 && <Figures t={t} spec={spec} />}
    </figure>
  );
}

interface DrawingProps {
  t: Translate;
  spec: ChartSpec;
  draw: Draw;
  size: typeof narrow;
}

function Drawing({ t, spec, draw, size }: DrawingProps) {
  return (
    <div
      role="img"
      aria-label={t("chart.label", { title: spec.title })}
      class={`[&>svg]:w-full ${size.class}`}
    >
      {raw(draw(planOf(spec, size.width)))}
    </div>
  );
}

/** Which series is which, as words beside a swatch of each. */
function Legend({ spec }: { spec: ChartSpec }) {
  const { series, id, kind } = planOf(spec, wide.width);
  return (
    <ul class="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {series.map((one, i) => (
        <li class="inline-flex items-center gap-2">
          <svg viewBox="0 0 28 14" class="h-3.5 w-7 shrink-0" aria-hidden="true">
            {raw(kind === "line" ? stroke(one.colour, i) : area(`${id}-key-${i}`, one))}
          </svg>
          {one.name}
        </li>
      ))}
    </ul>
  );
}

const dashes = ["", "6 4", "2 3", "10 4 2 4"];

const stroke = (colour: number, at: number): string =>
  `<path d="M0 7h28" fill="none" stroke="var(--chart-${colour})" stroke-width="2.5" stroke-dasharray="${dashes[at % dashes.length]}"/>`;

const area = (id: string, one: Plan["series"][number]): string =>
  `${fills(id, [one])}<path d="M1 1h26v12h-26z" fill="url(#${id}-1)" stroke="var(--chart-${one.colour})"/>`;

/** The same figures as a table. */
function Figures({ t, spec }: { t: Translate; spec: ChartSpec }) {
  const { categories, series, heading, title, format = plainNumber } = spec;
  const columns =
    spec.columns ??
    series.map(({ name, values }) => ({
      name,
      texts: categories.map((_, at) => inWords(values[at] ?? null, format)),
    }));
  return (
    <details class="group mt-3">
      <summary class="link-plain inline-flex min-h-11 cursor-pointer items-center text-sm">
        {t("chart.table")}
      </summary>
      <TableBox label={t("chart.table.of", { title })}>
        <thead>
          <tr>
            <th scope="col">{heading}</th>
            {columns.map(({ name }) => (
              <th scope="col" class="text-right">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {categories.map((category, at) => (
            <tr>
              <th scope="row" class="font-normal">
                {category}
              </th>
              {columns.map(({ texts }) => (
                <td class="text-right whitespace-nowrap tabular-nums">{texts[at] ?? ""}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </TableBox>
    </details>
  );
}

const inWords = (value: number | null, format: (value: number) => string): string =>
  value === null ? "–" : format(value);
