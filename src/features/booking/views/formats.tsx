import type { Child } from "hono/jsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Empty, Heading, LinkRow, Notice } from "#ui/parts.tsx";
import { wayIcon } from "#ui/ways.ts";
import { minutesAsWords } from "#ui/when.ts";
import type { MessageKey } from "../../../words/translate.ts";
import type { Format } from "../queries.ts";

const wayWords: Record<string, MessageKey> = {
  in_person: "booking.way.in_person",
  online: "booking.way.online",
  phone: "booking.way.phone",
  chat: "booking.way.chat",
};

/** "45 min · online or by phone · one to one" */
export function formatLine(
  { t }: Page,
  format: { minutes: number; ways: readonly string[]; size?: string; rhythm?: string },
): string {
  const ways = format.ways.flatMap((way) => (wayWords[way] ? [t(wayWords[way])] : []));
  return [
    minutesAsWords(format.minutes),
    ways.join(` ${t("booking.or")} `),
    format.size === "one_to_one" ? t("booking.size.one_to_one") : "",
    format.rhythm === "weekly" ? t("booking.rhythm.weekly") : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

interface HomeProps {
  page: Page;
  /** Why this visitor cannot book at the moment. */
  paused: Child;
  formats: readonly Format[];
  pathOf: (format: Format) => string;
  /** Whether this visitor may book here, may become a member first, or is not on the coordinator's list. */
  standing: "belongs" | "may join" | "not on the list";
  joinPath: string;
  signedIn: boolean;
}

/** The first screen of a community: what can be booked. */
export function FormatsPage({ page, paused, formats, pathOf, standing, joinPath, signedIn }: HomeProps) {
  const { t } = page;
  return (
    <Layout page={page} title={t("booking.home.title")}>
      <Heading title={t("booking.home.title")} lead={t("booking.home.lead")} />
      {paused}
      {(standing === "may join" || (standing === "not on the list" && !signedIn)) && (
        <Join page={page} path={joinPath} signedIn={signedIn} />
      )}
      {standing === "not on the list" && signedIn && <Notice>{t("booking.join.listed")}</Notice>}
      {formats.length === 0 ? (
        <Empty icon="calendar" title={t("booking.home.empty.title")}>
          {t("booking.home.empty.text")}
        </Empty>
      ) : (
        <ul class="grid gap-3">
          {formats.map((format) => (
            <li>
              <LinkRow
                href={pathOf(format)}
                icon={wayIcon[format.ways[0] ?? ""] ?? "calendar"}
                title={format.name}
                detail={
                  <>
                    {formatLine(page, format)}
                    {format.description && <span class="mt-0.5 block">{format.description}</span>}
                  </>
                }
              />
            </li>
          ))}
        </ul>
      )}
      {standing === "belongs" && <OtherWays page={page} />}
    </Layout>
  );
}

/** For who would rather begin in another way than by choosing a time: the rest of what this community offers. */
function OtherWays({ page: { t, community, roles } }: { page: Page }) {
  if (!community) return null;
  const { base, modules } = community;
  const ways = [
    { on: modules.requests && roles.has("member"), path: "requests", icon: "heart" },
    { on: modules.groups, path: "groups", icon: "users" },
    { on: true, path: "providers", icon: "search" },
    { on: modules.rooms, path: "rooms", icon: "messages" },
  ] as const;
  return (
    <section class="mt-10">
      <h2 class="mb-3">{t("booking.home.other")}</h2>
      <ul class="grid gap-3 sm:grid-cols-2">
        {ways
          .filter(({ on }) => on)
          .map(({ path, icon }) => (
            <li class="grid">
              <LinkRow
                href={`${base}/${path}`}
                icon={icon}
                title={t(`booking.home.${path}`)}
                detail={t(`booking.home.${path}.text`)}
              />
            </li>
          ))}
      </ul>
    </section>
  );
}

function Join({ page, path, signedIn }: { page: Page; path: string; signedIn: boolean }) {
  const { t } = page;
  return (
    <div class="card-plain mb-6 p-5">
      <p class="mb-3">{t("booking.join.text")}</p>
      {signedIn ? (
        <form method="post" action={path}>
          <button type="submit" class="btn btn-primary">
            {t("booking.join.button")}
          </button>
        </form>
      ) : (
        <a href={`/sign-in?next=${encodeURIComponent(page.here)}`} class="btn btn-primary">
          {t("layout.signIn")}
        </a>
      )}
    </div>
  );
}
