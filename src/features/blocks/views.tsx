import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Empty, Heading } from "#ui/parts.tsx";
import { ButtonForm } from "#ui/staff.tsx";
import { dayName } from "#ui/when.ts";
import { ReportLink } from "../reports/link.tsx";
import type { Blocked, Other } from "./queries.ts";

interface BlockLinksProps {
  page: Page;
  /** Whom the reader may want to keep away. */
  people: readonly { id: string; name: string }[];
  /** The page they stand on, below the community's address: "meetings/<id>", "providers/<id>". */
  from: string;
}

/** The quiet way from a page about two people to keeping the other one away. */
export function BlockLinks({ page: { t, community }, people, from }: BlockLinksProps) {
  return (
    <>
      {people.map(({ id, name }) => (
        <p class="quiet text-sm">
          <a
            href={`${community?.base}/people/${id}/block?from=${from}`}
            rel="nofollow"
            class="link-plain inline-flex min-h-11 items-center"
          >
            {t("blocks.link", { name: name || t("blocks.somebody") })}
          </a>
        </p>
      ))}
    </>
  );
}

interface BlockPageProps {
  page: Page;
  other: Other;
  action: string;
  back: string;
  /** They have no name here but that of a room: an id would say who they are. */
  hidden?: boolean;
}

/** The last look before somebody is blocked: what it does, in plain words. */
export function BlockPage({ page, other, action, back, hidden = false }: BlockPageProps) {
  const { t } = page;
  const name = other.name || t("blocks.somebody");
  return (
    <Layout page={page} title={t("blocks.title", { name })}>
      <Heading
        title={t("blocks.title", { name })}
        lead={t("blocks.lead")}
        back={{ href: back, label: t("blocks.not") }}
      />
      <section class="card-plain mb-6 p-5">
        <h2 class="mb-3">{t("blocks.effect")}</h2>
        <ul class="grid list-disc gap-2 pl-5">
          <li>{t("blocks.effect.find", { name })}</li>
          <li>{t("blocks.effect.meetings", { name })}</li>
          <li>{t("blocks.effect.untold", { name })}</li>
          <li>{t("blocks.effect.back")}</li>
        </ul>
      </section>
      <form method="post" action={action} class="flex flex-wrap gap-2.5">
        <button type="submit" class="btn btn-primary">
          {t("blocks.button", { name })}
        </button>
        <a href={back} class="btn">
          {t("blocks.not")}
        </a>
      </form>
      <p class="quiet mt-6 max-w-prose">{t("blocks.danger")}</p>
      {!hidden && <ReportLink page={page} kind="person" id={other.id} describes={name} />}
    </Layout>
  );
}

interface BlockedPageProps {
  page: Page;
  people: readonly Blocked[];
  base: string;
}

/** Whom the reader blocked, each with the way back. */
export function BlockedPage({ page, people, base }: BlockedPageProps) {
  const { t, zone, now } = page;
  return (
    <Layout page={page} title={t("blocks.list.title")}>
      <Heading title={t("blocks.list.title")} lead={t("blocks.list.lead")} />
      {people.length === 0 ? (
        <Empty icon="user" title={t("blocks.list.empty")}>
          {t("blocks.list.empty.text")}
        </Empty>
      ) : (
        <ul class="grid gap-3">
          {people.map(({ id, name, at, hidden }) => (
            <li class="card-plain flex flex-wrap items-center gap-3 px-4 py-3">
              <span class="min-w-0 flex-1">
                <span class="block font-semibold break-words">{name || t("blocks.somebody")}</span>
                <span class="quiet block text-sm">
                  {t("blocks.list.since", { day: dayName(at, zone, now) })}
                </span>
              </span>
              <ButtonForm
                {...(hidden
                  ? { action: `${base}/blocked/unblock`, values: { at: at.toString(), name } }
                  : { action: `${base}/people/${id}/unblock` })}
                label={t("blocks.unblock")}
                describes={name || t("blocks.somebody")}
              />
            </li>
          ))}
        </ul>
      )}
    </Layout>
  );
}
