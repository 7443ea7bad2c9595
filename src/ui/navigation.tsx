import { html, raw } from "#ui/markup.ts";
import { Bell } from "./bell.tsx";
import { Icon, type IconName } from "./icons.tsx";
import type { Page } from "./page.ts";

interface Place {
  href: string;
  label: string;
  icon: IconName;
}

/** The places this person can go, the most used first; what does not fit a phone's width waits under More. */
function placesOf(page: Page): { main: Place[]; more: Place[] } {
  const { t, demo, community, roles } = page;
  const own: Place[] = [];
  if (community && roles.has("provider"))
    own.push({ href: `${community.base}/profile`, label: t("nav.profile"), icon: "pencil" });
  if (community && roles.size > 0)
    own.push(
      { href: `${community.base}/about-you`, label: t("nav.aboutYou"), icon: "hand" },
      { href: `${community.base}/privacy`, label: t("nav.privacy"), icon: "lock" },
      { href: `${community.base}/help`, label: t("nav.help"), icon: "message" },
    );
  const more: Place[] = [
    ...requestsOf(page),
    ...togetherOf(page),
    ...own,
    { href: "/account", label: t("layout.account"), icon: "user" },
    { href: "/communities", label: t("layout.communities"), icon: "users" },
  ];
  if (demo) more.push({ href: "/outbox", label: t("nav.outbox"), icon: "mail" });
  return { main: placesInside(page), more };
}

/** Asking for support and answering it, where the community has that. */
function requestsOf({ t, community, roles }: Page): Place[] {
  if (!community?.modules.requests || !(roles.has("member") || roles.has("provider"))) return [];
  return [{ href: `${community.base}/requests`, label: t("nav.requests"), icon: "heart" }];
}

/** Where people find each other. */
function togetherOf({ t, community, roles }: Page): Place[] {
  if (!community || roles.size === 0) return [];
  const { base, modules } = community;
  const rooms: Place[] = modules.rooms
    ? [{ href: `${base}/rooms`, label: t("nav.rooms"), icon: "messages" }]
    : [];
  return [
    ...rooms,
    { href: `${base}/providers`, label: t("nav.directory"), icon: "search" },
    { href: `${base}/connections`, label: t("nav.connections"), icon: "userPlus" },
  ];
}

function placesInside({ t, community, roles }: Page): Place[] {
  if (!community) return [];
  const { base } = community;
  const places: Place[] = [
    { href: base, label: t("nav.home"), icon: "calendarPlus" },
    { href: `${base}/meetings`, label: t("nav.meetings"), icon: "calendar" },
  ];
  if (roles.has("provider"))
    places.unshift({ href: `${base}/dashboard`, label: t("nav.dashboard"), icon: "home" });
  if (community.modules.groups && roles.size > 0)
    places.push({ href: `${base}/groups`, label: t("nav.groups"), icon: "users" });
  if (roles.has("provider"))
    places.push({ href: `${base}/availability`, label: t("nav.availability"), icon: "clock" });
  if (roles.has("coordinator"))
    places.push({ href: `${base}/admin`, label: t("layout.admin"), icon: "settings" });
  return places;
}

/** Says that a link leads to where one is. */
const here = raw('aria-current="page"');
type Mark = typeof here | "";

// A dozen links on every page: as templates they cost a third of what elements do.

/** The bar on top: the community, the main places, More, and the one link that is never hidden: crisis help. */
export function Navigation({ page }: { page: Page }) {
  const { t, community, account } = page;
  const { main, more } = placesOf(page);
  const path = page.here.split("?")[0] ?? "";
  const current = (href: string) =>
    href === path || (href !== community?.base && path.startsWith(`${href}/`)) ? here : "";
  return (
    <header class="bg-base-100 border-base-300 border-b">
      <div class="mx-auto flex max-w-6xl items-center gap-1 px-4 py-2">
        <a href={community?.base ?? "/"} class="mr-2 flex min-w-0 items-center gap-2 py-1.5 font-semibold">
          <Icon name="heart" class="text-primary size-6" />
          <span class="truncate">{community?.name ?? t("app.name")}</span>
        </a>
        {main.length > 0 && (
          <nav aria-label={t("nav.main")} class="hidden items-center gap-1 lg:flex">
            {main.map(
              ({ href, label }) =>
                html`<a href="${href}" ${current(href)} class="btn btn-ghost btn-sm aria-[current]:bg-base-200 aria-[current]:text-primary font-medium">${label}</a>`,
            )}
          </nav>
        )}
        <span class="flex-1" />
        <a href="/crisis" class="btn btn-ghost btn-sm text-primary">
          <Icon name="lifebuoy" class="size-4" />
          {t("layout.crisis")}
        </a>
        <Bell page={page} />
        {account ? (
          <More page={page} main={main} more={more} current={current} />
        ) : (
          <a href={`/sign-in?next=${encodeURIComponent(page.here)}`} class="btn btn-primary btn-sm">
            {t("layout.signIn")}
          </a>
        )}
      </div>
    </header>
  );
}

interface MoreProps {
  page: Page;
  main: Place[];
  more: Place[];
  /** The mark of a link to where one is. */
  current: (href: string) => Mark;
}

function More({ page, main, more, current }: MoreProps) {
  const { t, account } = page;
  const link = ({ href, label, icon }: Place, className = "") =>
    html`<li class="${className}"><a href="${href}" ${current(href)} class="flex min-h-11 items-center gap-3 aria-[current]:font-semibold">${Icon({ name: icon, class: "size-4" })}${label}</a></li>`;
  return (
    <details class="dropdown dropdown-end">
      <summary class="btn btn-ghost btn-sm">
        {t("layout.more")}
        <Icon name="chevronDown" class="size-4" />
      </summary>
      <ul class="menu dropdown-content card-plain z-40 mt-2 w-64 p-2">
        <li class="menu-title quiet truncate px-3 py-2 font-normal">{account?.name || account?.email}</li>
        {main.map((place) => link(place, "lg:hidden"))}
        {more.map((place) => link(place))}
        <li>
          <form method="post" action="/sign-out" class="p-0">
            <button type="submit" class="flex min-h-11 w-full items-center gap-3 px-3 text-left">
              <Icon name="arrowLeft" class="size-4" />
              {t("layout.signOut")}
            </button>
          </form>
        </li>
      </ul>
    </details>
  );
}
