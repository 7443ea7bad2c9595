import type { Child } from "hono/jsx";
import { Icon, type IconName } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import type { MessageKey } from "../../../words/translate.ts";

interface Place {
  path: string;
  label: MessageKey;
}

interface Group {
  icon: IconName;
  label: MessageKey;
  /** Said to screen readers after the label: two groups may carry the same word. */
  kind?: MessageKey;
  path: string;
  places?: Record<string, Place>;
}

const menu = {
  start: { icon: "home", label: "admin.menu.start", path: "" },
  services: {
    icon: "book",
    label: "admin.menu.services",
    kind: "admin.kind.services",
    path: "/services",
    places: {
      search: { path: "/services", label: "admin.menu.search" },
      manage: { path: "/services/manage", label: "admin.menu.manage" },
      enrollment: { path: "/services/enrollment", label: "admin.menu.enrollment" },
    },
  },
  providers: {
    icon: "users",
    label: "admin.menu.providers",
    kind: "admin.kind.providers",
    path: "/providers",
    places: {
      manage: { path: "/providers", label: "admin.menu.manage" },
      eligibility: { path: "/providers/eligibility", label: "admin.menu.eligibility" },
      applications: { path: "/applications", label: "admin.menu.applications" },
    },
  },
  members: { icon: "user", label: "admin.menu.members", kind: "admin.kind.members", path: "/members" },
  formats: { icon: "shapes", label: "admin.menu.formats", path: "/formats" },
  locations: { icon: "mapPin", label: "admin.menu.locations", path: "/locations" },
  lists: { icon: "list", label: "admin.menu.lists", path: "/lists" },
  tips: { icon: "lightbulb", label: "admin.menu.tips", path: "/tips" },
  closings: { icon: "calendar", label: "admin.menu.closings", path: "/closings" },
  why: { icon: "clock", label: "admin.menu.why", path: "/why" },
  language: { icon: "language", label: "admin.menu.language", path: "/language" },
  settings: { icon: "settings", label: "admin.menu.settings", path: "/settings" },
  figures: {
    icon: "chart",
    label: "admin.menu.figures",
    path: "/figures",
    places: {
      demand: { path: "/figures", label: "figures.tab.demand" },
      unmet: { path: "/figures/unmet", label: "figures.tab.unmet" },
      noShows: { path: "/figures/no-shows", label: "figures.tab.no-shows" },
    },
  },
  imports: { icon: "upload", label: "admin.menu.imports", path: "/imports" },
  requests: { icon: "heart", label: "admin.menu.requests", path: "/requests" },
  payments: { icon: "creditCard", label: "admin.menu.payments", path: "/payments" },
  rooms: { icon: "messages", label: "admin.menu.rooms", path: "/rooms" },
  reports: { icon: "flag", label: "admin.menu.reports", path: "/reports" },
  reviews: { icon: "star", label: "admin.menu.reviews", path: "/reviews" },
  feedback: { icon: "message", label: "admin.menu.feedback", path: "/feedback" },
  help: { icon: "inbox", label: "admin.menu.help", path: "/help" },
  mail: { icon: "mail", label: "admin.menu.mail", path: "/mail" },
  access: { icon: "eye", label: "admin.menu.access", path: "/access" },
} as const satisfies Record<string, Group>;

type GroupName = keyof typeof menu;

/** Where in the panel a page is: a group, and the place in it for the groups that have several. */
type PanelPlace =
  | Exclude<GroupName, "services" | "providers" | "figures">
  | "services.search"
  | "services.manage"
  | "services.enrollment"
  | "providers.manage"
  | "providers.eligibility"
  | "providers.applications"
  | "figures.demand"
  | "figures.unmet"
  | "figures.noShows";

interface PanelProps {
  page: Page;
  at: PanelPlace;
  title: string;
  lead?: string | undefined;
  back?: { href: string; label: string } | undefined;
  /** Buttons beside the heading. */
  actions?: Child;
  /** As the layout has it. */
  live?: readonly string[];
  children: Child;
}

/** The frame of every page of the admin panel: the menu on the left, or folded above on a phone, and the page's heading. */
export function Panel({ page, at, title, lead, back, actions, live, children }: PanelProps) {
  const { t } = page;
  const group = groupOf(at);
  return (
    <Layout page={page} title={title} wide {...(live ? { live } : {})}>
      <div class="lg:grid lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-8">
        <details class="card-plain group mb-6 lg:hidden">
          <summary class="flex min-h-12 cursor-pointer list-none items-center gap-3 px-4 font-medium">
            <Icon name={group.icon} class="text-primary size-5" />
            <span class="min-w-0 flex-1 truncate">
              <span class="sr-only">{t("admin.menu.name")}: </span>
              {t(group.label)}
            </span>
            <Icon name="chevronDown" class="size-4 transition-transform group-open:rotate-180" />
          </summary>
          <nav aria-label={t("admin.menu.name")} class="border-base-300 border-t p-2">
            <Menu page={page} at={at} />
          </nav>
        </details>
        <nav aria-label={t("admin.menu.name")} class="hidden lg:block">
          <div class="sticky top-20">
            <Menu page={page} at={at} />
          </div>
        </nav>
        <div class="min-w-0">
          {back && (
            <a href={back.href} class="link-plain mb-3 inline-flex min-h-11 items-center gap-1.5 text-sm">
              <Icon name="arrowLeft" class="size-4" />
              {back.label}
            </a>
          )}
          <div class="mb-6 flex flex-wrap items-start justify-between gap-3">
            <div class="min-w-0">
              {group.kind && (
                <p class="quiet mb-1 flex items-center gap-1.5 text-sm">
                  <Icon name={group.icon} class="size-4" />
                  <span class="inline-block first-letter:uppercase">{t(group.kind)}</span>
                </p>
              )}
              <h1 class="break-words">{title}</h1>
              {lead && <p class="quiet mt-2 max-w-prose">{lead}</p>}
            </div>
            {actions && <div class="flex flex-wrap gap-2">{actions}</div>}
          </div>
          {children}
        </div>
      </div>
    </Layout>
  );
}

function groupOf(at: PanelPlace): Group {
  const name = at.split(".")[0];
  return Object.entries<Group>(menu).find(([key]) => key === name)?.[1] ?? menu.start;
}

function Menu({ page, at }: { page: Page; at: PanelPlace }) {
  return (
    <ul class="grid gap-0.5">
      {Object.entries<Group>(menu)
        .filter(([name]) => !isModule(name) || page.community?.modules[name])
        .map(([name, group]) => (
          <GroupItem page={page} at={at} name={name} group={group} />
        ))}
    </ul>
  );
}

const link =
  "rounded-field hover:bg-base-300 aria-[current=page]:bg-base-300 aria-[current]:text-primary aria-[current]:font-semibold flex min-h-11 items-center gap-3 px-3 lg:min-h-9";

/** What stands in the menu only where the community uses it. */
const isModule = (name: string): name is "requests" | "payments" | "rooms" =>
  name === "requests" || name === "payments" || name === "rooms";

function GroupItem({ page, at, name, group }: { page: Page; at: PanelPlace; name: string; group: Group }) {
  const { t, community } = page;
  const root = `${community?.base ?? ""}/admin`;
  const kind = group.kind && <span class="sr-only"> ({t(group.kind)})</span>;
  return (
    <li>
      <a
        href={`${root}${group.path}`}
        aria-current={name === at ? "page" : at.startsWith(`${name}.`) ? "true" : undefined}
        class={link}
      >
        <Icon name={group.icon} class="size-4" />
        <span class="min-w-0 break-words">
          {t(group.label)}
          {kind}
        </span>
      </a>
      {group.places && (
        <ul class="border-base-300 mb-1 ml-5 border-l pl-2">
          {Object.entries(group.places).map(([key, place]) => (
            <li>
              <a
                href={`${root}${place.path}`}
                aria-current={at === `${name}.${key}` ? "page" : undefined}
                class={`${link} text-sm`}
              >
                <span>
                  {t(place.label)}
                  {kind}
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
