import { FormFaults, type FormState } from "#ui/forms.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Empty, Heading, LinkRow } from "#ui/parts.tsx";
import { DeviceZone, ZoneField } from "#ui/zone.tsx";

interface Place {
  readonly slug: string;
  readonly name: string;
}

/** What this installation is, for who comes for the first time. */
export function LandingPage({ page, open }: { page: Page; open: readonly Place[] }) {
  const { t } = page;
  return (
    <Layout page={page} title={t("app.name")}>
      <Heading title={t("front.title")} lead={t("front.lead")} />
      {open.length > 0 ? (
        <section aria-labelledby="open">
          <h2 id="open" class="mb-3">
            {t("front.open")}
          </h2>
          <ul class="grid gap-3">
            {open.map(({ slug, name }) => (
              <li>
                <LinkRow href={`/c/${slug}`} icon="heart" title={name} />
              </li>
            ))}
          </ul>
        </section>
      ) : (
        <Empty icon="heart" title={t("front.none.title")}>
          <p>{t("front.none.text")}</p>
        </Empty>
      )}
      <p class="mt-8">
        <a href={page.account ? "/communities" : "/sign-in"} class="btn btn-primary">
          {page.account ? t("front.yours") : t("signIn.button")}
        </a>
      </p>
    </Layout>
  );
}

interface CommunitiesProps {
  page: Page;
  mine: readonly (Place & { readonly roles: readonly string[] })[];
  /** Open ones that this account does not belong to. */
  open: readonly (Place & { readonly joinable: boolean })[];
  verified: boolean;
}

export function CommunitiesPage({ page, mine, open, verified }: CommunitiesProps) {
  const { t } = page;
  return (
    <Layout page={page} title={t("communities.title")}>
      <Heading title={t("communities.title")} />
      {mine.length > 0 ? (
        <ul class="grid gap-3">
          {mine.map(({ slug, name, roles }) => (
            <li>
              <LinkRow href={`/c/${slug}`} icon="heart" title={name} detail={roles.join(", ")} />
            </li>
          ))}
        </ul>
      ) : (
        <Empty icon="heart" title={t("communities.none.title")}>
          <p>{verified ? t("communities.none.text") : t("communities.none.unverified")}</p>
        </Empty>
      )}
      {open.length > 0 && (
        <section aria-labelledby="open" class="mt-8">
          <h2 id="open" class="mb-3">
            {t("communities.open")}
          </h2>
          <ul class="grid gap-3">
            {open.map((place) => (
              <li>
                <OpenPlace page={page} {...place} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </Layout>
  );
}

function OpenPlace({ page, slug, name, joinable }: Place & { page: Page; joinable: boolean }) {
  const { t } = page;
  return (
    <div class="card-plain flex flex-wrap items-center justify-between gap-3 px-4 py-3.5">
      <a href={`/c/${slug}`} class="link-plain inline-flex min-h-11 min-w-0 items-center break-words">
        {name}
      </a>
      {joinable && (
        <form method="post" action={`/c/${slug}/join`}>
          <button type="submit" class="btn" aria-label={t("communities.join.label", { name })}>
            {t("communities.join")}
          </button>
        </form>
      )}
    </div>
  );
}

/** Choosing the zone in which times are read; for visitors too. */
export function ZonePage({ page, form, back }: { page: Page; form: FormState; back: string }) {
  const { t } = page;
  return (
    <Layout page={page} title={t("account.zone.title")}>
      <div class="mx-auto max-w-md">
        <Heading title={t("account.zone.title")} lead={t("account.zone.text")} />
        <FormFaults form={form} t={t} />
        <DeviceZone t={t} back={back} current={page.zone} />
        <form method="post" action="/zone" class="card-plain p-5 sm:p-6">
          <input type="hidden" name="back" value={back} />
          <ZoneField name="zone" label={t("account.zone.field")} hint={t("account.zone.hint")} form={form} />
          <button type="submit" class="btn">
            {t("account.zone.save")}
          </button>
        </form>
      </div>
    </Layout>
  );
}
