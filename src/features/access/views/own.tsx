import { Layout } from "#ui/layout.tsx";
import { Pager } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Empty, Heading } from "#ui/parts.tsx";
import { clockTime, dayName, whenOf } from "#ui/when.ts";
import type { Listing } from "../../admin/index.ts";
import type { LookAtOwn } from "../queries.ts";

interface OwnLooksPageProps {
  page: Page;
  found: Listing<LookAtOwn>;
  months: number;
}

/** Who looked at what is somebody's own, for that person. */
export function OwnLooksPage({ page, found, months }: OwnLooksPageProps) {
  const { t, community, zone, now } = page;
  const base = community?.base ?? "";
  return (
    <Layout page={page} title={t("access.own.title")}>
      <Heading
        title={t("access.own.title")}
        lead={t("access.own.lead")}
        back={{ href: `${base}/privacy`, label: t("privacy.title") }}
      />
      {found.rows.length === 0 ? (
        <Empty icon="eye" title={t("access.own.empty")}>
          {t("access.own.empty.text")}
        </Empty>
      ) : (
        <>
          <ul class="grid gap-3">
            {found.rows.map((look) => (
              <li class="card-plain flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-4 py-3.5">
                <div class="min-w-0">
                  <p class="wrap-anywhere font-semibold">
                    {look.path ? (
                      <a href={`${base}${look.path}`} class="link">
                        {whatOf(page, look)}
                      </a>
                    ) : (
                      whatOf(page, look)
                    )}
                  </p>
                  <p class="quiet text-sm">{t("access.own.line", { name: look.name })}</p>
                </div>
                <p class="quiet text-sm whitespace-nowrap">
                  {`${dayName(look.at, zone, now)}, ${clockTime(look.at, zone)}`}
                </p>
              </li>
            ))}
          </ul>
          <Pager t={t} here={page.here} {...found} />
        </>
      )}
      <p class="quiet mt-6 text-sm">{t("access.own.kept", { months })}</p>
    </Layout>
  );
}

function whatOf(page: Page, { kind, what, start, end, called }: LookAtOwn): string {
  const { t } = page;
  switch (kind) {
    case "meeting":
      return t("access.own.meeting", { when: whenOf(page, start ?? 0, (end ?? 0) - (start ?? 0)) });
    case "request":
      return t("access.own.request", { called: called ?? "" });
    case "proposal":
      return t("access.own.proposal");
    case "payment":
      return t("access.own.payment", { called: called ?? "" });
    case "room":
      return called ? t("access.own.room", { called }) : t("access.own.room.past");
    case "file":
      return t(what === "providers" ? "access.own.file.providers" : "access.own.file.enrollment");
    default:
      return t("access.own.list");
  }
}
