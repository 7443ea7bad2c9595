import { TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Empty } from "#ui/parts.tsx";
import { clockFace } from "#ui/when.ts";
import { shown } from "../../disclosure/index.ts";
import type { CameFigures, NoShowFigures } from "../no-shows.ts";
import { rangeText, rateText } from "../telling.ts";
import { Total } from "./demand.tsx";
import { FiguresFrame, type FrameProps, Part } from "./frame.tsx";

interface NoShowsPageProps extends FrameProps {
  figures: NoShowFigures;
  smallest: number;
}

/** Who did not come, by what was booked and when it was. */
export function NoShowsPage({ figures, smallest, ...frame }: NoShowsPageProps) {
  const { page, asked } = frame;
  const { t } = page;
  const { all } = figures;
  const counted = [
    t("figures.counted.places"),
    t("figures.counted.rates"),
    t("figures.counted.bands", { smallest, range: rangeText(t, shown(smallest, smallest)) }),
  ];
  return (
    <FiguresFrame {...frame} tab="noShows" counted={counted}>
      <Part
        page={page}
        asked={asked}
        id="all"
        title={t("figures.noShows.all")}
        lead={t("figures.noShows.definition")}
        file="no-shows"
      >
        <dl class="grid grid-cols-2 gap-3 sm:grid-cols-4">
          <Total label={t("figures.noShows.rate")}>{rateText(t, all.rate)}</Total>
          <Total label={t("figures.noShows.attended")}>{rangeText(t, all.attended)}</Total>
          <Total label={t("figures.noShows.noShow")}>{rangeText(t, all.noShow)}</Total>
          <Total label={t("figures.noShows.unsaid")}>{rangeText(t, all.unsaid)}</Total>
        </dl>
      </Part>
      <Part page={page} asked={asked} id="formats" title={t("figures.noShows.formats")}>
        <Rates page={page} title={t("figures.noShows.formats")} rows={figures.formats} smallest={smallest} />
      </Part>
      <Part page={page} asked={asked} id="services" title={t("figures.noShows.services")}>
        <Rates
          page={page}
          title={t("figures.noShows.services")}
          rows={figures.services?.map(({ name, ...came }) => ({
            name: name ?? t("figures.noShows.noService"),
            ...came,
          }))}
          smallest={smallest}
        />
      </Part>
      <Part page={page} asked={asked} id="hours" title={t("figures.noShows.hours")}>
        <Rates
          page={page}
          title={t("figures.noShows.hours")}
          rows={figures.hours?.map((came, hour) => ({ name: clockFace(hour * 60), ...came }))}
          smallest={smallest}
        />
      </Part>
    </FiguresFrame>
  );
}

const counts = ["attended", "noShow", "unsaid"] as const;

function Rates({
  page: { t },
  title,
  rows,
  smallest,
}: {
  page: Page;
  title: string;
  rows: readonly (CameFigures & { name: string })[] | undefined;
  smallest: number;
}) {
  if (!rows)
    return (
      <Empty icon="lock" title={t("figures.noShows.left")}>
        {t("figures.noShows.left.text", { smallest })}
      </Empty>
    );
  const told = rows.filter(({ empty }) => !empty);
  const folded = rows.length - told.length;
  return (
    <>
      {told.length > 0 && (
        <TableBox label={title}>
          <thead>
            <tr>
              <th scope="col">{t("figures.service")}</th>
              <th scope="col" class="text-right">
                {t("figures.noShows.rate")}
              </th>
              {counts.map((count) => (
                <th scope="col" class="text-right">
                  {t(`figures.noShows.${count}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {told.map((row) => (
              <tr>
                <th scope="row" class="tabular-nums">
                  {row.name}
                </th>
                <td
                  class={`text-right whitespace-nowrap tabular-nums ${row.rate ? "font-semibold" : "quiet"}`}
                >
                  {rateText(t, row.rate)}
                </td>
                {counts.map((count) => (
                  <td class="text-right whitespace-nowrap tabular-nums">{rangeText(t, row[count])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </TableBox>
      )}
      {folded > 0 && <p class="quiet mt-2 text-sm">{t("figures.noShows.folded", { count: folded })}</p>}
    </>
  );
}
