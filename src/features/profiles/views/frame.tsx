import type { Child } from "hono/jsx";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";
import { Panel } from "../../admin/index.ts";
import { displayName } from "../../people/person.ts";
import type { Profile } from "../queries.ts";

export type ProfilePart = "information" | "preferences";

/** Whose profile it is: the reader's own, or, for a coordinator, somebody's with their page in the panel. */
export type Whose = { own: true; id: string } | { own: false; profile: Profile };

interface FrameProps {
  page: Page;
  whose: Whose;
  at: ProfilePart;
  children: Child;
}

/** The addresses of a profile's two parts. */
export function profilePaths(base: string, whose: Whose): Record<ProfilePart, string> {
  if (whose.own) return { information: `${base}/profile`, preferences: `${base}/profile/preferences` };
  const desk = `${base}/admin/providers/${whose.profile.id}`;
  return { information: `${desk}/profile`, preferences: `${desk}/preferences` };
}

/** What both parts of a profile stand in. */
export function ProfileFrame({ page, whose, at, children }: FrameProps) {
  const { t, community } = page;
  const base = community?.base ?? "";
  if (whose.own) {
    return (
      <Layout page={page} title={t("profile.title")}>
        <Heading title={t("profile.title")} lead={t("profile.lead")} />
        <Tabs page={page} whose={whose} at={at} />
        <p class="mb-6">
          <a href={`${base}/providers/${whose.id}`} class="btn">
            <Icon name="user" class="size-4" />
            {t("profile.seen")}
          </a>
        </p>
        {children}
      </Layout>
    );
  }
  const name = displayName(whose.profile);
  return (
    <Panel
      page={page}
      at="providers.manage"
      title={t("profile.staff.title", { name })}
      back={{ href: `${base}/admin/providers/${whose.profile.id}`, label: name }}
    >
      <Tabs page={page} whose={whose} at={at} />
      {children}
    </Panel>
  );
}

function Tabs({ page: { t, community }, whose, at }: Omit<FrameProps, "children">) {
  const paths = profilePaths(community?.base ?? "", whose);
  const tab = (part: ProfilePart) => (
    <a
      href={paths[part]}
      aria-current={at === part ? "page" : undefined}
      class="hover:border-base-content/40 aria-[current]:border-primary aria-[current]:text-primary -mb-px flex min-h-11 items-center border-b-2 border-transparent font-medium"
    >
      {t(`profile.tab.${part}`)}
    </a>
  );
  return (
    <nav
      aria-label={t("profile.tabs")}
      class="border-base-300 mb-6 flex flex-wrap gap-x-4 border-b sm:gap-x-6"
    >
      {tab("information")}
      {tab("preferences")}
    </nav>
  );
}
