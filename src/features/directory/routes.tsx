import { type Context, Hono } from "hono";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import { param } from "../admin/index.ts";
import { WhyNoTimes } from "../availability/index.ts";
import { foundNone, soughtIn } from "../booking/in-vain.ts";
import { stepPath } from "../booking/path.ts";
import { formats } from "../booking/queries.ts";
import { monthOfTimes } from "../booking/search.ts";
import { TimesPage } from "../booking/views/times.tsx";
import { tiesBetween } from "../connections/queries.ts";
import { standingOf } from "../connections/rules.ts";
import { optionsOf } from "../options/queries.ts";
import { ratingOf } from "../reviews/summary.ts";
import { type CommunityWeb, show } from "../visits/handlers.ts";
import type { Visit } from "../visits/visit.ts";
import { bookableOf, onlyService } from "./bookable.ts";
import { type Entry, entryFor, searchDirectory, upcomingGroups } from "./queries.ts";
import { searched } from "./search.ts";
import { openSoon } from "./soon.ts";
import { DirectoryPage } from "./views/list.tsx";
import { ProviderProfilePage } from "./views/provider.tsx";
import { ServiceChoicePage } from "./views/services.tsx";

/** Finding a provider, reading about one, and the way from there to a time with them. */
export const directory = new Hono<CommunityWeb>();

directory.get(
  "/providers",
  show("belongs", async (visit, trx, c) => {
    const search = searched(c);
    const among = search.soon ? await openSoon(trx, visit, search) : null;
    const { actor, community } = visit;
    const applies = community.settings.takesApplications && !actor.roles.has("provider");
    const applyPath = applies ? `${community.base}/application` : null;
    const found = await searchDirectory(trx, actor, search, among);
    const choices = {
      experience: await optionsOf(trx, "experience"),
      language: await optionsOf(trx, "language"),
      gender: await optionsOf(trx, "gender"),
    };
    const ratings = await ratingOf(
      trx,
      found.rows.map(({ id }) => id),
    );
    return (
      <DirectoryPage
        page={visit.page}
        search={search}
        found={found}
        choices={choices}
        ratings={ratings}
        applyPath={applyPath}
      />
    );
  }),
);

/** Group meetings shown on a provider's page. */
const mostGroups = 5;

directory.get(
  "/providers/:id",
  show("belongs", async (visit, trx, c) => {
    const { page, actor, community, now } = visit;
    const provider = await entryFor(trx, actor, param(c, "id"));
    if (!provider || !actor.id) return null;
    const own = provider.id === actor.id;
    const { modules } = community.settings;
    const services = own ? [] : await bookableOf(trx, visit, provider);
    return (
      <ProviderProfilePage
        page={page}
        provider={provider}
        own={own}
        formats={services.length > 0 ? await formats(trx) : []}
        timesPath={(format) => timesPath(community.base, provider, format.id, onlyService(services)?.id)}
        rating={(await ratingOf(trx, [provider.id])).get(provider.id)}
        standing={standingOf(await tiesBetween(trx, actor.id, provider.id), actor.id, now)}
        groups={
          modules.groups
            ? await upcomingGroups(trx, actor, { providerId: provider.id, now, most: mostGroups })
            : []
        }
      />
    );
  }),
);

/** Where the times of a provider are, or the choice of a service before them. */
const timesPath = (base: string, { id }: Pick<Entry, "id">, format: string, service?: string): string =>
  `${base}/providers/${id}/times/${format}${service ? `/${service}` : ""}`;

interface Bookable {
  provider: Entry;
  services: Awaited<ReturnType<typeof bookableOf>>;
}

/** Somebody whom the visitor could book, with what for; null for who takes no meetings, and for oneself. */
async function bookable(trx: Scoped, visit: Visit, c: Context<CommunityWeb>): Promise<Bookable | null> {
  const provider = await entryFor(trx, visit.actor, param(c, "id"));
  if (!provider || provider.id === visit.actor.id) return null;
  const services = await bookableOf(trx, visit, provider);
  return services.length > 0 ? { provider, services } : null;
}

directory.get(
  "/providers/:id/times/:format",
  show("belongs", async (visit, trx, c) => {
    const { page, community } = visit;
    const found = await bookable(trx, visit, c);
    const format = (await formats(trx)).find(({ id }) => id === param(c, "format"));
    if (!found || !format) return null;
    const { provider, services } = found;
    const pathOf = (service: { id: string }) => timesPath(community.base, provider, format.id, service.id);
    const only = onlyService(services);
    if (only) return c.redirect(pathOf(only));
    const back = `${community.base}/providers/${provider.id}`;
    return (
      <ServiceChoicePage page={page} name={provider.name} services={services} pathOf={pathOf} back={back} />
    );
  }),
);

directory.get(
  "/providers/:id/times/:format/:service",
  show("belongs", async (visit, trx, c) => {
    const { page, community, t } = visit;
    const { base } = community;
    const format = param(c, "format");
    const found = await bookable(trx, visit, c);
    const service = found?.services.find(({ id }) => id === param(c, "service"));
    if (!isId(format) || !found || !service) return null;
    const { provider } = found;
    const wanted = { format, service: service.id, provider: provider.id };
    const { month, day, view } = c.req.query();
    const times = await monthOfTimes(trx, visit, wanted, { month, day });
    if (!times) return null;
    if (times.noTimes) foundNone(c, visit, soughtIn(times.availability));
    const shownAs = view === "list" ? "list" : "calendar";
    const linkTo = (query: Record<string, string | undefined>) => {
      const kept = { view: shownAs, month: times.calendar.month.text, day: undefined, ...query };
      const set = Object.entries(kept).filter((pair): pair is [string, string] => pair[1] !== undefined);
      return `?${new URLSearchParams(set)}`;
    };
    const pathAt = (at: number, who = provider.id) => stepPath(base, { ...wanted, at, provider: who });
    return (
      <TimesPage
        page={page}
        title={t("directory.times.title", { name: provider.name })}
        back={`${base}/providers/${provider.id}`}
        service={service.code}
        weekly={times.availability.format.rhythm === "weekly"}
        merged={false}
        view={shownAs}
        calendar={times.calendar}
        days={times.days}
        chosenDay={times.chosenDay}
        pathOf={({ at }) => pathAt(at)}
        linkTo={linkTo}
        previous={times.previous && linkTo({ month: times.previous })}
        next={times.next && linkTo({ month: times.next })}
        nothing={
          times.noTimes && (
            <WhyNoTimes
              page={page}
              name={provider.name}
              found={times.noTimes}
              timePath={(at) => pathAt(at)}
              otherPath={(who, at) => pathAt(at, who)}
              genericPath={(id) => stepPath(base, { format, service: id })}
            />
          )
        }
      />
    );
  }),
);
