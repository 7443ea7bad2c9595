import { type Context, Hono } from "hono";
import type { Scoped } from "#platform/database/scope.ts";
import { whenOf } from "#ui/when.ts";
import { pausedSection } from "../attendance/pausing.tsx";
import { freeAt, locationsAt, WhyNoTimes } from "../availability/index.ts";
import { type CommunityWeb, type Door, goOn, show } from "../visits/handlers.ts";
import type { Visit } from "../visits/visit.ts";
import { newWaitPath } from "../waits/paths.ts";
import { daysOf } from "./calendar.ts";
import { foundGone, foundNone, soughtIn } from "./in-vain.ts";
import { nowhere, readSteps, type Steps, stepPath } from "./path.ts";
import { pickableServices } from "./queries/services.ts";
import * as queries from "./queries.ts";
import { mayBookService, pickFairly } from "./rules.ts";
import { availabilityFor, monthOfTimes } from "./search.ts";
import { FormatsPage } from "./views/formats.tsx";
import { LocationsPage } from "./views/locations.tsx";
import { ProvidersPage } from "./views/providers.tsx";
import { ServicesPage } from "./views/services.tsx";
import { TimesPage } from "./views/times.tsx";

/** The way from "how would you like to meet" to a place; the topic and the last look are in `finish.tsx`. */
export const booking = new Hono<CommunityWeb>();

type Answer = ReturnType<Parameters<typeof show>[1]>;

/** A step's handler: the ids of its address are read once, and an address that makes no sense is "not found". */
export function step(
  door: Door,
  view: (visit: Visit, trx: Scoped, steps: Steps, c: Context<CommunityWeb>) => Answer,
): ReturnType<typeof show> {
  return show(door, async (visit, trx, c) => {
    const steps = readSteps((name) => c.req.param(name), c.req.query());
    return steps ? view(visit, trx, steps, c) : null;
  });
}

booking.get(
  "/",
  show("anyone", async (visit, trx, c) => {
    const { page, community, person, account } = visit;
    if (!person && community.settings.visibility === "listed") {
      return account ? null : c.redirect(`/sign-in?next=${encodeURIComponent(page.here)}`, 303);
    }
    const formats = await queries.formats(trx);
    const forAll = community.settings.whoMayBook === "everyone";
    const standing = person ? "belongs" : forAll ? "may join" : "not on the list";
    const pathOf = (format: queries.Format) => stepPath(community.base, { format: format.id });
    return (
      <FormatsPage
        page={page}
        paused={await pausedSection(visit, trx)}
        formats={formats}
        pathOf={pathOf}
        standing={standing}
        joinPath={`${community.base}/join`}
        signedIn={account !== null}
      />
    );
  }),
);

booking.get(
  "/book/:format",
  step("belongs", async ({ page, community, actor }, trx, steps, c) => {
    const chosen = await queries.chosen(trx, actor, steps);
    if (!chosen) return null;
    const { settings, base } = community;
    const search = (c.req.query("q") ?? "").trim().slice(0, 100);
    const only = settings.enrollmentEffect === "only";
    const services = await pickableServices(trx, { member: actor.id, search, only });
    const pathOf = (service: { id: string }) => stepPath(base, { ...steps, service: service.id });
    const [single] = services;
    if (settings.skipSingleChoices && single && services.length === 1 && !search)
      return c.redirect(pathOf(single));
    return (
      <ServicesPage
        page={page}
        back={base}
        search={search}
        services={services}
        pathOf={pathOf}
        editPath={settings.membersEditServices ? `${base}/services` : null}
        draft={steps.draft}
        weekly={chosen.format.rhythm === "weekly"}
      />
    );
  }),
);

booking.get(
  "/book/:format/:service",
  step("belongs", async (visit, trx, steps, c) => {
    const { page, community } = visit;
    const { service } = steps;
    if (!service) return null;
    const { month, day, view } = c.req.query();
    const found = await monthOfTimes(trx, visit, { format: steps.format, service }, { month, day });
    if (!found || !mayBookService(community.settings, found.availability.service)) return null;
    if (found.noTimes) foundNone(c, visit, soughtIn(found.availability));
    const shownAs = view === "list" ? "list" : "calendar";
    const linkTo = (query: Record<string, string | undefined>) => {
      const kept = {
        draft: steps.draft,
        view: shownAs,
        month: found.calendar.month.text,
        day: undefined,
        ...query,
      };
      const set = Object.entries(kept).filter((pair): pair is [string, string] => pair[1] !== undefined);
      return `?${new URLSearchParams(set)}`;
    };
    const { availability, days, calendar, chosenDay } = found;
    const shown = month && daysOf(calendar.month);
    const waitPath = newWaitPath(community.base, { format: steps.format, service, ...shown });
    return (
      <TimesPage
        page={page}
        back={stepPath(community.base, { format: steps.format, draft: steps.draft })}
        service={availability.service.code}
        weekly={availability.format.rhythm === "weekly"}
        merged={availability.providers.length > 1}
        view={shownAs}
        calendar={calendar}
        days={days}
        chosenDay={chosenDay}
        pathOf={(start) => stepPath(community.base, { ...steps, at: start.at })}
        linkTo={linkTo}
        previous={found.previous && linkTo({ month: found.previous })}
        next={found.next && linkTo({ month: found.next })}
        {...(found.noTimes ? {} : { wait: waitPath })}
        nothing={
          found.noTimes && (
            <WhyNoTimes
              page={page}
              name={availability.service.code}
              found={found.noTimes}
              timePath={(at) => stepPath(community.base, { ...steps, at })}
              otherPath={(provider, at) => stepPath(community.base, { ...steps, at, provider })}
              waitPath={waitPath}
              genericPath={(id) => stepPath(community.base, { ...steps, service: id })}
            />
          )
        }
      />
    );
  }),
);

booking.get(
  "/book/:format/:service/:at",
  step("belongs", async (visit, trx, steps, c) => {
    const { page, community } = visit;
    const { service, at } = steps;
    if (!service || at === undefined) return null;
    const availability = await availabilityFor(trx, visit, { format: steps.format, service }, at, at + 1);
    if (!availability || !mayBookService(community.settings, availability.service)) return null;
    const free = freeAt(availability, at);
    const pathOf = (provider: { id: string }) =>
      stepPath(community.base, { ...steps, provider: provider.id });
    const [single] = free;
    if (!single) {
      foundGone(c, visit, soughtIn(availability), at);
      return goOn(c, stepPath(community.base, { ...steps, at: undefined }), "notice.timeGone");
    }
    if (community.settings.skipSingleChoices && free.length === 1) return c.redirect(pathOf(single));
    const cards = await queries.providerCards(
      trx,
      visit.actor,
      free.map(({ id }) => id),
    );
    return (
      <ProvidersPage
        page={page}
        back={stepPath(community.base, { ...steps, at: undefined })}
        when={whenOf(visit, at, availability.format.minutes)}
        providers={cards}
        pathOf={pathOf}
        anyPath={
          free.length > 1 ? stepPath(community.base, { ...steps, provider: "any", draft: undefined }) : null
        }
        weekly={availability.format.rhythm === "weekly"}
      />
    );
  }),
);

const fairWindow = 14 * 24 * 60;

/** "No preference": picks fairly among those who are free, and goes on with who it is. */
booking.get(
  "/book/:format/:service/:at/any",
  step("belongs", async (visit, trx, steps, c) => {
    const { service, at } = steps;
    if (!service || at === undefined) return null;
    const availability = await availabilityFor(trx, visit, { format: steps.format, service }, at, at + 1);
    if (!availability) return null;
    const free = freeAt(availability, at).map(({ id }) => id);
    const booked = await queries.minutesBooked(trx, free, at - fairWindow, at + fairWindow);
    const picked = pickFairly(free, booked, at);
    const { base } = visit.community;
    if (!picked) return goOn(c, stepPath(base, { ...steps, at: undefined }), "notice.timeGone");
    return c.redirect(stepPath(base, { ...steps, provider: picked }));
  }),
);

booking.get(
  "/book/:format/:service/:at/:provider",
  step("belongs", async (visit, trx, steps, c) => {
    const { page, community } = visit;
    const { service, at, provider } = steps;
    if (!service || at === undefined || !provider) return null;
    const availability = await availabilityFor(
      trx,
      visit,
      { format: steps.format, service, provider, wait: steps.wait },
      at,
      at + 1,
    );
    if (!availability) return null;
    const { base, settings } = community;
    const back = stepPath(base, { ...steps, provider: undefined });
    const locations = locationsAt(availability, provider, at);
    const pathOf = (location: { id: string }) => stepPath(base, { ...steps, location: location.id });
    const [single] = locations;
    if (freeAt(availability, at).length === 0) {
      foundGone(c, visit, soughtIn(availability), at);
      return goOn(c, stepPath(base, { ...steps, at: undefined, provider: undefined }), "notice.timeGone");
    }
    if (!single) return c.redirect(pathOf({ id: nowhere }));
    if (settings.skipSingleChoices && locations.length === 1) return c.redirect(pathOf(single));
    const when = whenOf(visit, at, availability.format.minutes);
    const weekly = availability.format.rhythm === "weekly";
    return <LocationsPage {...{ page, back, when, locations, pathOf, weekly }} />;
  }),
);
