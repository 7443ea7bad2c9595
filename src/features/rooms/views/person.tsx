import type { Page } from "#ui/page.ts";
import { PopupPage } from "#ui/popup-page.tsx";
import { ButtonForm } from "#ui/staff.tsx";
import { clockTime, dayName } from "#ui/when.ts";
import type { Known } from "../queries/people.ts";
import type { Room } from "../queries/rooms.ts";
import { muteHours } from "../rules.ts";
import { nameIn } from "./parts.tsx";

interface PersonProps {
  page: Page;
  popup: boolean;
  room: Room;
  person: Known;
  /** The reader keeps them in order. */
  keeps: boolean;
  back: string;
}

/** Somebody in a room: keeping them away from oneself, and for who keeps the room what can be done about them. */
export function PersonPage({ page, popup, room, person, keeps, back }: PersonProps) {
  const { t, zone, now, community } = page;
  const path = `${community?.base}/rooms/${room.id}/people/${person.handle}`;
  const { mutedUntil, state } = person;
  const name = nameIn(t, person.name);
  const until = mutedUntil && `${dayName(mutedUntil, zone, now)}, ${clockTime(mutedUntil, zone)}`;
  return (
    <PopupPage page={page} popup={popup} title={name} back={{ href: back, label: t("rooms.inside") }}>
      {keeps && state === "in" && (
        <section class="mb-6">
          <h3 class="mb-1">{t("rooms.mute")}</h3>
          <p class="quiet mb-3 text-sm">{until ? t("rooms.mute.until", { until }) : t("rooms.mute.text")}</p>
          <div class="flex flex-wrap gap-2">
            {muteHours.map((hours) => (
              <ButtonForm
                action={`${path}/mute`}
                values={{ hours: String(hours) }}
                label={t(`rooms.mute.${hours}`)}
                describes={name}
              />
            ))}
            {until && <ButtonForm action={`${path}/unmute`} label={t("rooms.unmute")} describes={name} />}
          </div>
        </section>
      )}
      {keeps && state === "in" && (
        <section class="mb-6">
          <h3 class="mb-1">{t("rooms.remove")}</h3>
          <p class="quiet mb-3 text-sm">{t("rooms.remove.text")}</p>
          <ButtonForm action={`${path}/remove`} icon="exit" label={t("rooms.remove.do")} describes={name} />
        </section>
      )}
      {keeps && state === "removed" && (
        <section class="mb-6">
          <p class="quiet mb-3">{t("rooms.letIn.text", { name })}</p>
          <ButtonForm action={`${path}/let-in`} icon="door" label={t("rooms.letIn")} describes={name} />
        </section>
      )}
      {room.staff && (state === "in" || state === "invited") && (
        <section class="mb-6">
          <h3 class="mb-1">{t("rooms.moderator")}</h3>
          <p class="quiet mb-3 text-sm">{t("rooms.appoint.text")}</p>
          <ButtonForm
            action={`${path}/role`}
            values={{ role: person.moderator ? "member" : "moderator" }}
            label={t(person.moderator ? "rooms.appoint.no" : "rooms.appoint")}
            describes={name}
          />
        </section>
      )}
      <section>
        <h3 class="mb-1">{t("rooms.block")}</h3>
        <p class="quiet mb-3 text-sm">{t("rooms.block.text", { name })}</p>
        <a href={`${path}/block`} data-turbo-frame="_top" rel="nofollow" class="btn">
          {t("blocks.link", { name })}
        </a>
      </section>
    </PopupPage>
  );
}
