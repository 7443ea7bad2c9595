import type { Child } from "hono/jsx";
import { instantOf } from "#platform/clock.ts";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Fact, Heading, LinkRow, Notice } from "#ui/parts.tsx";
import { wayIcon } from "#ui/ways.ts";
import { span } from "#ui/when.ts";
import { BlockLinks } from "../../blocks/views.tsx";
import type { Format } from "../../booking/queries.ts";
import { formatLine } from "../../booking/views/formats.tsx";
import type { Standing } from "../../connections/rules.ts";
import { ConnectionStanding } from "../../connections/views/standing.tsx";
import { groupPath } from "../../groups/paths.ts";
import { ReportLink } from "../../reports/link.tsx";
import type { Rating } from "../../reviews/summary.ts";
import { RatingLink } from "../../reviews/views/rating.tsx";
import type { Entry, UpcomingGroup } from "../queries.ts";

interface ProfileProps {
  page: Page;
  provider: Entry;
  /** Whether it is the reader's own page. */
  own: boolean;
  /** How the reader could meet them; empty when they cannot. */
  formats: readonly Format[];
  timesPath: (format: Format) => string;
  rating: Rating | undefined;
  standing: Standing;
  groups: readonly UpcomingGroup[];
}

/** What a provider shows of themself, and what the reader can do about it. */
export function ProviderProfilePage(props: ProfileProps) {
  const { page, provider, own, rating, standing } = props;
  const { t, community } = page;
  const { id, name, greeting } = provider;
  const base = community?.base;
  return (
    <Layout page={page} title={name} live={["connections"]}>
      <WhoSees page={page} provider={provider} own={own} />
      <Heading
        title={name}
        lead={greeting}
        back={{ href: `${base}/providers`, label: t("directory.title") }}
      />
      <div class="mb-6 flex flex-wrap items-center gap-x-4 gap-y-3">
        <RatingLink page={page} providerId={id} rating={rating} />
        {provider.paused && <Badge tone="warn">{t("directory.paused")}</Badge>}
      </div>
      <About page={page} provider={provider} />
      {!own && <Meet {...props} />}
      <Groups {...props} />
      {!own && (
        <Section id="connection" title={t("directory.connection")}>
          <ConnectionStanding page={page} other={provider} standing={standing} />
        </Section>
      )}
      {!own && (
        <div class="mt-8 flex flex-wrap items-center gap-x-6">
          <BlockLinks page={page} people={[provider]} from={`providers/${id}`} />
          <ReportLink page={page} kind="person" id={id} />
        </div>
      )}
    </Layout>
  );
}

/** For the one it is about, and for coordinators: who else sees this page. */
function WhoSees({
  page: { t, community, roles },
  provider,
  own,
}: Pick<ProfileProps, "page" | "provider" | "own">) {
  const base = community?.base;
  if (!own && provider.listed) return null;
  const edit = own
    ? `${base}/profile`
    : roles.has("coordinator") && `${base}/admin/providers/${provider.id}/profile`;
  return (
    <Notice icon={provider.listed ? "info" : "lock"}>
      <p>{t(provider.listed ? "directory.seen" : own ? "directory.unseen.own" : "directory.unseen.staff")}</p>
      {edit && (
        <a href={edit} class="link inline-flex min-h-11 items-center">
          {t("directory.edit")}
        </a>
      )}
    </Notice>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: Child }) {
  return (
    <section aria-labelledby={`${id}-title`} class="mt-8">
      <h2 id={`${id}-title`} class="mb-3">
        {title}
      </h2>
      {children}
    </section>
  );
}

function About({ page, provider }: Pick<ProfileProps, "page" | "provider">) {
  const { t } = page;
  const { name, bio, qualification, experiences = [], languages = [], gender } = provider;
  const ages = agesWords(page, provider.ages);
  const facts: [string, string | null | undefined][] = [
    [t("profile.qualification"), qualification],
    [t("profile.languages"), languages.join(", ")],
    [t("profile.ages"), ages],
    [t("profile.gender"), gender],
  ];
  return (
    <div class="card-plain p-5 sm:p-6">
      <p class="wrap-anywhere whitespace-pre-line">{bio || t("booking.provider.noBio", { name })}</p>
      {experiences.length > 0 && (
        <div class="mt-5">
          <h2 class="quiet mb-1.5 text-sm font-normal">{t("booking.provider.experiences")}</h2>
          <ul class="flex flex-wrap gap-2">
            {experiences.map((experience) => (
              <li>
                <Badge>{experience}</Badge>
              </li>
            ))}
          </ul>
        </div>
      )}
      {facts.some(([, fact]) => fact) && (
        <dl class="mt-5 grid gap-4">
          {facts.map(
            ([label, fact]) =>
              fact && (
                <Fact label={label} written>
                  {fact}
                </Fact>
              ),
          )}
        </dl>
      )}
    </div>
  );
}

function agesWords({ t }: Page, ages: Entry["ages"]): string | null {
  const { from = null, to = null } = ages ?? {};
  if (from !== null && to !== null) return t("directory.ages.between", { from, to });
  if (from !== null) return t("directory.ages.from", { from });
  return to === null ? null : t("directory.ages.to", { to });
}

function Meet({ page, provider, formats, timesPath }: ProfileProps) {
  const { t } = page;
  return (
    <Section id="meet" title={t("directory.meet", { name: provider.name })}>
      {formats.length === 0 ? (
        <p class="quiet">{t(provider.paused ? "directory.meet.paused" : "directory.meet.none")}</p>
      ) : (
        <ul class="grid gap-3">
          {formats.map((format) => (
            <li>
              <LinkRow
                href={timesPath(format)}
                icon={wayIcon[format.ways[0] ?? ""] ?? "calendar"}
                title={format.name}
                detail={formatLine(page, format)}
              />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Groups({ page, groups }: ProfileProps) {
  const { t, community, zone, now } = page;
  if (groups.length === 0) return null;
  return (
    <Section id="groups" title={t("directory.groups")}>
      <ul class="grid gap-3">
        {groups.map(({ id, name, start, end }) => (
          <li>
            <LinkRow
              href={groupPath(community?.base ?? "", id)}
              icon="users"
              title={name}
              detail={span(instantOf(start), instantOf(end), zone, now)}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}
