import type { Child } from "hono/jsx";
import { FormFaults, SelectField, TextField } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import { Pager, SearchBar } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Heading } from "#ui/parts.tsx";
import { popupFrame } from "#ui/popup.tsx";
import type { Listing, Wanted } from "../../admin/listing.ts";
import type { Returned } from "../../admin/returned.ts";
import { ReportLink } from "../../reports/link.tsx";
import { readingPath } from "../paths.ts";
import type { RoomPerson } from "../queries/people.ts";
import type { Room } from "../queries/rooms.ts";
import { longestName } from "../rules.ts";
import { nameIn } from "./parts.tsx";

interface PeopleProps {
  page: Page;
  room: Room;
  looking: boolean;
  search: Wanted;
  /** Those who were removed, and not those who are in it. */
  removed: boolean;
  found: Listing<RoomPerson & { total: number }>;
  naming: Returned;
  inviting: Returned;
  idempotencyKey: string;
}

/** What a room is about, who is in it, and what one can do there. */
export function PeoplePage(props: PeopleProps) {
  const { page, room, looking, naming } = props;
  const { t, community } = page;
  const base = community?.base ?? "";
  const path = `${base}/rooms/${room.id}`;
  return (
    <Layout page={page} title={`${t("rooms.inside")} · ${room.name}`} live={[`room:${room.id}`]}>
      <Heading
        title={t("rooms.inside")}
        lead={room.about}
        back={{ href: readingPath(base, room.id, looking), label: room.name }}
      />
      <p class="quiet mb-6 text-sm">{t(room.private ? "rooms.readers.private" : "rooms.readers.open")}</p>
      {room.moderates && (
        <p class="mb-6 flex flex-wrap gap-2">
          <a href={`${path}/log`} class="btn">
            <Icon name="list" class="size-4" />
            {t("rooms.log.title")}
          </a>
          {room.staff && (
            <a href={`${base}/admin/rooms/${room.id}`} class="btn">
              <Icon name="settings" class="size-4" />
              {t("rooms.edit")}
            </a>
          )}
        </p>
      )}
      <List {...props} path={path} />
      {room.moderates && <Invite {...props} path={path} />}
      {!looking && (
        <Part title={t("rooms.self")}>
          <form method="post" action={`${path}/name`}>
            <FormFaults form={naming} t={t} refusal={naming.refusal} />
            <TextField
              name="name"
              label={t("rooms.name")}
              hint={t("rooms.rename.hint")}
              form={naming}
              required
              maxlength={longestName}
              autocomplete="off"
            />
            <button type="submit" class="btn">
              {t("form.save")}
            </button>
          </form>
          <div class="border-base-300 mt-5 flex flex-wrap items-center gap-x-4 gap-y-2 border-t pt-4">
            <form method="post" action={`${path}/leave`} data-turbo-confirm={t("rooms.leave.sure")}>
              <button type="submit" class="btn">
                <Icon name="exit" class="size-4" />
                {t("rooms.leave")}
              </button>
            </form>
            <ReportLink page={page} kind="room" id={room.id} />
          </div>
        </Part>
      )}
    </Layout>
  );
}

const Part = ({ title, children }: { title: string; children: Child }) => (
  <section class="card-plain mb-6 p-5">
    <h2 class="mb-3">{title}</h2>
    {children}
  </section>
);

/** So few are seen at a glance. */
const fewPeople = 10;

function List({ page, room, search, removed, found, path }: PeopleProps & { path: string }) {
  const { t, here } = page;
  const list = `${path}/people`;
  return (
    <section class="mb-8">
      <h2 class="mb-3">
        {t(removed ? "rooms.removed.title" : "rooms.people.title", { count: room.people })}
      </h2>
      {(search.q || found.total > fewPeople) && (
        <SearchBar
          t={t}
          action={list}
          label={t("rooms.people.search")}
          query={search.q}
          clear={search.q ? list : undefined}
        >
          {removed && <input type="hidden" name="show" value="removed" />}
        </SearchBar>
      )}
      {found.rows.length === 0 ? (
        <p class="quiet">{t("rooms.people.none")}</p>
      ) : (
        <ul class="card-plain divide-base-300 divide-y">
          {found.rows.map((person) => (
            <PersonRow page={page} person={person} href={`${list}/${person.handle}`} />
          ))}
        </ul>
      )}
      {found.total > found.size && (
        <Pager t={t} here={here} page={found.page} size={found.size} total={found.total} />
      )}
      {room.moderates && (
        <p class="mt-3">
          <a
            href={removed ? list : `${list}?show=removed`}
            class="link-plain inline-flex min-h-11 items-center"
          >
            {t(removed ? "rooms.people.back" : "rooms.removed.link")}
          </a>
        </p>
      )}
    </section>
  );
}

function PersonRow({ page: { t }, person, href }: { page: Page; person: RoomPerson; href: string }) {
  const name = nameIn(t, person.name);
  return (
    <li class="flex min-h-12 items-center gap-3 px-4 py-1">
      <span
        class={`size-2.5 shrink-0 rounded-full ${person.here ? "bg-primary" : "border-base-300 border-2"}`}
        aria-hidden="true"
      />
      <span class="min-w-0 flex-1">
        <span class="font-medium wrap-anywhere">{name}</span>
        {person.own && <span class="quiet"> ({t("messages.you")})</span>}
        {person.here && <span class="quiet text-sm"> · {t("rooms.here.one")}</span>}
      </span>
      {person.mutedUntil && <Badge tone="warn">{t("rooms.muted.badge")}</Badge>}
      {person.moderator && <Badge tone="info">{t("rooms.moderator")}</Badge>}
      {!person.own && (
        <a
          href={href}
          data-turbo-frame={popupFrame}
          id={`about-${person.handle}`}
          rel="nofollow"
          class="btn btn-ghost btn-square btn-sm size-11"
          aria-label={t("rooms.person.more", { name })}
        >
          <Icon name="ellipsis" class="size-4" />
        </a>
      )}
    </li>
  );
}

function Invite({ page: { t }, room, inviting, idempotencyKey, path }: PeopleProps & { path: string }) {
  return (
    <Part title={t("rooms.invite")}>
      <p class="quiet mb-4 text-sm">{t("rooms.invite.text")}</p>
      <form method="post" action={`${path}/invite`}>
        <input type="hidden" name="key" value={idempotencyKey} />
        <FormFaults form={inviting} t={t} refusal={inviting.refusal} />
        <TextField
          name="email"
          label={t("rooms.invite.email")}
          form={inviting}
          type="email"
          required
          maxlength={254}
          autocomplete="off"
        />
        {room.staff && (
          <SelectField
            name="role"
            label={t("rooms.invite.role")}
            form={inviting}
            options={[
              { value: "member", label: t("rooms.role.member") },
              { value: "moderator", label: t("rooms.moderator") },
            ]}
          />
        )}
        <button type="submit" class="btn">
          <Icon name="userPlus" class="size-4" />
          {t("rooms.invite.do")}
        </button>
      </form>
    </Part>
  );
}
