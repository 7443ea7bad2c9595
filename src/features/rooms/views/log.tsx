import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";
import { clockTime, dayName } from "#ui/when.ts";
import type { LogLine } from "../queries/log.ts";
import type { Room } from "../queries/rooms.ts";
import { nameIn } from "./parts.tsx";

interface LogProps {
  page: Page;
  room: Room;
  lines: readonly LogLine[];
  more: string | null;
}

/** What was done in a room, for who keeps it. */
export function LogPage({ page, room, lines, more }: LogProps) {
  const { t, zone, now, community } = page;
  const back = { href: `${community?.base}/rooms/${room.id}/people`, label: t("rooms.inside") };
  const at = (instant: Temporal.Instant) => `${dayName(instant, zone, now)}, ${clockTime(instant, zone)}`;
  return (
    <Layout page={page} title={`${t("rooms.log.title")} · ${room.name}`}>
      <Heading title={t("rooms.log.title")} lead={t("rooms.log.lead")} back={back} />
      {lines.length === 0 ? (
        <p>{t("rooms.log.none")}</p>
      ) : (
        <ol class="card-plain divide-base-300 divide-y">
          {lines.map(({ kind, name, by, self, detail, at: when }) => (
            <li class="px-4 py-3">
              <p class="wrap-anywhere">
                {t(`rooms.event.${kind}`, {
                  name: nameIn(t, name),
                  until: detail.until ? at(Temporal.Instant.from(detail.until)) : "",
                  was: detail.was ?? "",
                })}
              </p>
              <p class="quiet text-sm">
                <time datetime={when.toString()}>{at(when)}</time>
                {!self && ` · ${by ? nameIn(t, by) : t("rooms.coordinator")}`}
              </p>
            </li>
          ))}
        </ol>
      )}
      {more && (
        <p class="mt-5">
          <a href={more} class="btn">
            {t("rooms.log.more")}
          </a>
        </p>
      )}
    </Layout>
  );
}
