import { FormFaults, TextField } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading, Notice } from "#ui/parts.tsx";
import { ButtonForm } from "#ui/staff.tsx";
import type { Returned } from "../../admin/returned.ts";
import type { Room } from "../queries/rooms.ts";
import { longestName } from "../rules.ts";
import { People } from "./parts.tsx";

interface DoorProps {
  page: Page;
  room: Room;
  form: Returned;
  idempotencyKey: string;
}

/** A room from outside: what it is about, and the way in. */
export function DoorPage({ page, room, form, idempotencyKey }: DoorProps) {
  const { t, community } = page;
  const base = community?.base ?? "";
  const path = `${base}/rooms/${room.id}`;
  const out = room.standing === "removed";
  return (
    <Layout page={page} title={room.name} live={[`room:${room.id}`]}>
      <Heading
        title={room.name}
        lead={room.about}
        back={{ href: `${base}/rooms`, label: t("rooms.title") }}
      />
      <p class="quiet mb-6 flex items-center gap-2">
        <Icon name={room.private ? "lock" : "users"} class="size-4" />
        <span>
          {room.private && `${t("rooms.private")} · `}
          <People t={t} room={room} />
        </span>
      </p>
      {out ? (
        <Notice icon="lock">
          <p class="font-semibold">{t("rooms.out")}</p>
          <p>{t("rooms.out.text")}</p>
        </Notice>
      ) : (
        <section class="card-plain mb-6 p-5">
          <h2 class="mb-3">{t(room.standing === "invited" ? "rooms.join.invited" : "rooms.join")}</h2>
          <form method="post" action={`${path}/join`}>
            <input type="hidden" name="key" value={idempotencyKey} />
            <FormFaults form={form} t={t} refusal={form.refusal} />
            <TextField
              name="name"
              label={t("rooms.name")}
              hint={t("rooms.name.hint")}
              form={form}
              required
              maxlength={longestName}
              autocomplete="off"
            />
            <button type="submit" class="btn btn-primary max-sm:w-full">
              {t("rooms.join.do")}
            </button>
          </form>
          <p class="quiet mt-4 text-sm">{t(room.private ? "rooms.readers.private" : "rooms.readers.open")}</p>
        </section>
      )}
      {room.standing === "invited" && (
        <ButtonForm action={`${path}/decline`} label={t("rooms.decline")} look="btn btn-ghost" />
      )}
      {room.staff && (
        <p class="mt-6">
          <a href={`${path}/look`} class="link-plain inline-flex min-h-11 items-center gap-2">
            <Icon name="search" class="size-4" />
            {t("rooms.look")}
          </a>
          <span class="quiet block text-sm">{t("rooms.look.hint")}</span>
        </p>
      )}
    </Layout>
  );
}
