import type { Child } from "hono/jsx";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Empty, Heading } from "#ui/parts.tsx";
import { ButtonForm } from "#ui/staff.tsx";
import { dayName } from "#ui/when.ts";
import { BlockLinks } from "../../blocks/views.tsx";
import { Initials } from "../../booking/views/providers.tsx";
import { ReportLink } from "../../reports/link.tsx";
import type { Acquaintance, Contact } from "../queries.ts";
import { answerableUntil } from "../rules.ts";
import { Answering, ConnectionStanding } from "./standing.tsx";

interface ConnectionsProps {
  page: Page;
  asking: readonly (Contact & { note: string })[];
  contacts: readonly Contact[];
  asked: readonly Contact[];
  met: readonly Acquaintance[];
}

/** Whom somebody knows here: who asks them, their contacts, whom they asked, and whom they met. */
export function ConnectionsPage({ page, asking, contacts, asked, met }: ConnectionsProps) {
  const { t, community } = page;
  const nobody = contacts.length + asking.length + asked.length === 0;
  return (
    <Layout page={page} title={t("connections.title")} live={["connections"]}>
      <Heading title={t("connections.title")} lead={t("connections.lead")} />
      <div class="grid gap-8">
        {asking.length > 0 && <AskingPart page={page} asking={asking} />}
        {nobody ? (
          <Empty icon="users" title={t("connections.empty")}>
            <p class="mb-4">{t("connections.empty.text")}</p>
            <a href={`${community?.base}/providers`} class="btn btn-primary">
              {t("directory.title")}
            </a>
          </Empty>
        ) : (
          contacts.length > 0 && <ContactsPart page={page} contacts={contacts} />
        )}
        {asked.length > 0 && <AskedPart page={page} asked={asked} />}
        {met.length > 0 && <MetPart page={page} met={met} />}
      </div>
    </Layout>
  );
}

function Part({ id, title, lead, children }: { id: string; title: string; lead?: string; children: Child }) {
  return (
    <section id={id} class="scroll-mt-20">
      <h2>{title}</h2>
      {lead && <p class="quiet mt-1">{lead}</p>}
      <ul class="mt-4 grid gap-3">{children}</ul>
    </section>
  );
}

type Somebody = Pick<Contact, "id" | "name" | "listed">;

/** One line about somebody; their name leads to their page where they have one. */
function Person({
  page,
  who,
  detail,
  children,
}: {
  page: Page;
  who: Somebody;
  detail?: string;
  children?: Child;
}) {
  return (
    <div class="flex flex-wrap items-center gap-x-4 gap-y-3">
      <Initials name={who.name} />
      <span class="min-w-0 flex-1 basis-40">
        {who.listed ? (
          <a
            href={`${page.community?.base}/providers/${who.id}`}
            class="link-plain inline-flex min-h-11 items-center font-semibold break-words sm:min-h-0"
          >
            {who.name}
          </a>
        ) : (
          <span class="block font-semibold break-words">{who.name}</span>
        )}
        {detail && <span class="quiet block text-sm">{detail}</span>}
      </span>
      {children}
    </div>
  );
}

function AskingPart({ page, asking }: Pick<ConnectionsProps, "page" | "asking">) {
  const { t, zone, now } = page;
  return (
    <Part id="asking" title={t("connections.asking.title")} lead={t("connections.asking.lead")}>
      {asking.map(({ note, ...who }) => (
        <li class="card-plain px-4 py-4">
          <Person
            page={page}
            who={who}
            detail={t("connections.asking.on", { day: dayName(who.since, zone, now) })}
          />
          {note && <p class="bg-base-200 rounded-field mt-3 p-3 wrap-anywhere whitespace-pre-line">{note}</p>}
          <div class="mt-4 flex flex-wrap items-center justify-between gap-3">
            <Answering page={page} id={who.connectionId} name={who.name} />
            <span class="flex flex-wrap items-center gap-x-5">
              <BlockLinks page={page} people={[who]} from="connections" />
              <ReportLink page={page} kind="person" id={who.id} describes={who.name} />
            </span>
          </div>
        </li>
      ))}
    </Part>
  );
}

function ContactsPart({ page, contacts }: Pick<ConnectionsProps, "page" | "contacts">) {
  const { t, zone, now, community } = page;
  return (
    <Part id="contacts" title={t("connections.contacts.title", { count: contacts.length })}>
      {contacts.map((who) => (
        <li class="card-plain px-4 py-3">
          <Person
            page={page}
            who={who}
            detail={t("connections.contacts.since", { day: dayName(who.since, zone, now) })}
          >
            <a
              href={`${community?.base}/connections/${who.connectionId}/end`}
              rel="nofollow"
              class="btn btn-ghost"
            >
              {t("connections.end")}
              <span class="sr-only"> {who.name}</span>
            </a>
          </Person>
        </li>
      ))}
    </Part>
  );
}

function AskedPart({ page, asked }: Pick<ConnectionsProps, "page" | "asked">) {
  const { t, zone, now, community } = page;
  return (
    <Part id="asked" title={t("connections.asked.title")}>
      {asked.map((who) => (
        <li class="card-plain px-4 py-3">
          <Person
            page={page}
            who={who}
            detail={t("connections.asked.on", {
              day: dayName(who.since, zone, now),
              until: dayName(answerableUntil(who.since), zone, now),
            })}
          >
            <ButtonForm
              action={`${community?.base}/connections/${who.connectionId}/end`}
              look="btn btn-ghost"
              label={t("connections.withdraw")}
              describes={who.name}
            />
          </Person>
        </li>
      ))}
    </Part>
  );
}

function MetPart({ page, met }: Pick<ConnectionsProps, "page" | "met">) {
  const { t } = page;
  return (
    <Part id="met" title={t("connections.met.title")} lead={t("connections.met.lead")}>
      {met.map((who) => (
        <li class="card-plain px-4 py-3">
          <Person page={page} who={who}>
            <ConnectionStanding page={page} other={who} standing={{ kind: "none" }} />
          </Person>
        </li>
      ))}
    </Part>
  );
}

interface EndProps {
  page: Page;
  name: string;
  action: string;
  back: string;
}

/** The last look before a connection ends. */
export function EndPage({ page, name, action, back }: EndProps) {
  const { t } = page;
  return (
    <Layout page={page} title={t("connections.end.title", { name })}>
      <Heading
        title={t("connections.end.title", { name })}
        lead={t("connections.end.lead", { name })}
        back={{ href: back, label: t("connections.back") }}
      />
      <form method="post" action={action} class="flex flex-wrap gap-2.5">
        <button type="submit" class="btn btn-primary">
          <Icon name="cross" class="size-4" />
          {t("connections.end.do")}
        </button>
        <a href={back} class="btn">
          {t("connections.end.not")}
        </a>
      </form>
    </Layout>
  );
}
