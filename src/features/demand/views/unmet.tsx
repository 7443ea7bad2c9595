import { TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Empty } from "#ui/parts.tsx";
import { shown } from "../../disclosure/index.ts";
import { rangeText, timeText } from "../telling.ts";
import type { UnmetFigures } from "../unmet.ts";
import { Total } from "./demand.tsx";
import { FiguresFrame, type FrameProps, Part } from "./frame.tsx";

interface UnmetPageProps extends FrameProps {
  figures: UnmetFigures;
  smallest: number;
  /** The community's answer time, in minutes. */
  answerMinutes: number;
}

/** What nobody answered, and what found no time. */
export function UnmetPage({ figures, smallest, answerMinutes, ...frame }: UnmetPageProps) {
  const { page, asked } = frame;
  const { t, community } = page;
  const requests = community?.modules.requests;
  const counted = [
    ...(requests ? [t("figures.counted.unanswered"), t("figures.counted.answered", { smallest })] : []),
    t("figures.counted.searches", { smallest }),
    t("figures.counted.bands", { smallest, range: rangeText(t, shown(smallest, smallest)) }),
  ];
  return (
    <FiguresFrame {...frame} tab="unmet" counted={counted}>
      {requests && <Unanswered {...frame} figures={figures} time={timeText(t, answerMinutes)} />}
      <Part
        page={page}
        asked={asked}
        id="searches"
        title={t("figures.searches")}
        lead={t("figures.searches.lead")}
        file="searches"
      >
        <Searches page={page} figures={figures} smallest={smallest} />
      </Part>
    </FiguresFrame>
  );
}

function Unanswered({ page, asked, figures, time }: FrameProps & { figures: UnmetFigures; time: string }) {
  const { t, community } = page;
  const { unanswered: now, answered } = figures;
  const orNone = (minutes: number | null) => (minutes === null ? "–" : timeText(t, minutes));
  return (
    <>
      <Part page={page} asked={asked} id="unanswered" title={t("figures.unanswered")}>
        <dl class="grid grid-cols-2 gap-3 sm:grid-cols-4">
          <Total label={t("figures.unanswered.waiting")}>{now.waiting}</Total>
          <Total label={t("figures.unanswered.late", { time })}>{now.late}</Total>
          <Total label={t("figures.unanswered.longest")}>{orNone(now.longest)}</Total>
          <Total label={t("figures.unanswered.median")}>{orNone(now.median)}</Total>
        </dl>
        <p class="mt-3">
          <a href={`${community?.base}/admin/requests`} class="link-plain inline-flex min-h-11 items-center">
            {t("figures.unanswered.list")}
          </a>
        </p>
      </Part>
      <Part page={page} asked={asked} id="answered" title={t("figures.answered")}>
        <dl class="grid grid-cols-2 gap-3 sm:grid-cols-4">
          <Total label={t("figures.answered.made")}>{rangeText(t, answered.made)}</Total>
          <Total label={t("figures.answered.answered")}>{rangeText(t, answered.answered)}</Total>
          <Total label={t("figures.answered.inTime", { time })}>{rangeText(t, answered.inTime)}</Total>
          <Total label={t("figures.answered.median")}>
            {answered.median === null ? t("figures.answered.few") : timeText(t, answered.median)}
          </Total>
        </dl>
      </Part>
    </>
  );
}

interface SearchesProps {
  page: Page;
  figures: UnmetFigures;
  smallest: number;
}

function Searches({ page: { t }, figures, smallest }: SearchesProps) {
  if (figures.searches.length === 0)
    return (
      <Empty icon="search" title={t("figures.searches.empty")}>
        {t("figures.searches.empty.text", { smallest })}
      </Empty>
    );
  return (
    <TableBox label={t("figures.searches")}>
      <thead>
        <tr>
          <th scope="col">{t("figures.searches.what")}</th>
          <th scope="col">{t("figures.searches.format")}</th>
          <th scope="col" class="first-letter:uppercase">
            {t("figures.searches.provider")}
          </th>
          <th scope="col" class="text-right">
            {t("figures.searches.count")}
          </th>
        </tr>
      </thead>
      <tbody>
        {figures.searches.map((search) => (
          <tr>
            <th scope="row">{search.service}</th>
            <td>{search.format}</td>
            <td>{search.provider ?? t("figures.searches.anyone")}</td>
            <td class="text-right whitespace-nowrap tabular-nums">{rangeText(t, search.count)}</td>
          </tr>
        ))}
      </tbody>
    </TableBox>
  );
}
