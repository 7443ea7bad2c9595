import { ChoiceField, FormFaults, TextArea, TextField } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { Badge } from "#ui/parts.tsx";
import { Aside, ButtonForm } from "#ui/staff.tsx";
import { Panel, type Returned } from "../../admin/index.ts";
import { HoursFields } from "../../locations/views/hours.tsx";
import { nameOf } from "../../people/person.ts";
import type { PanelPerson } from "../queries/arranging.ts";
import type { Room } from "../queries/rooms.ts";
import { nameIn } from "./parts.tsx";

interface RoomFormProps {
  page: Page;
  /** None for a new one. */
  room?: Room | undefined;
  moderators?: readonly PanelPerson[];
  /** IANA zone in which the hours are meant. */
  zone: string;
  form: Returned;
  idempotencyKey: string;
}

/** A room in the panel, new or there already: what it is called, who comes in, when it is open, who keeps it. */
export function RoomFormPage({ page, room, moderators = [], zone, form, idempotencyKey }: RoomFormProps) {
  const { t, community } = page;
  const root = `${community?.base}/admin/rooms`;
  const here = room ? `${root}/${room.id}` : root;
  const place = `${community?.base}/rooms/${room?.id}`;
  const actions = room && !room.archived && (
    <>
      <a href={place} class="btn">
        <Icon name="door" class="size-4" />
        {t("rooms.enter")}
      </a>
      <a href={`${place}/people`} class="btn">
        <Icon name="users" class="size-4" />
        {t("rooms.inside")}
      </a>
    </>
  );
  return (
    <Panel
      page={page}
      at="rooms"
      title={room?.name ?? t("rooms.add")}
      back={{ href: root, label: t("rooms.title") }}
      actions={actions}
    >
      <form method="post" action={here} class="max-w-2xl">
        <input type="hidden" name="key" value={idempotencyKey} />
        <FormFaults form={form} t={t} refusal={form.refusal} />
        <TextField name="name" label={t("rooms.room.name")} form={form} required maxlength={80} />
        <TextArea
          name="about"
          label={t("rooms.about")}
          hint={t("rooms.about.hint")}
          form={form}
          rows={3}
          maxlength={1000}
        />
        {room ? (
          <p class="mb-5">
            <span class="font-medium">{t("rooms.who")}: </span>
            {t(room.private ? "rooms.who.invited" : "rooms.who.everybody")}
            <span class="quiet block text-sm">{t("rooms.who.stays")}</span>
          </p>
        ) : (
          <ChoiceField
            name="who"
            label={t("rooms.who")}
            form={form}
            required
            options={(["everybody", "invited"] as const).map((who) => ({
              value: who,
              label: t(`rooms.who.${who}`),
              hint: t(`rooms.who.${who}.hint`),
            }))}
          />
        )}
        <ChoiceField
          name="open"
          label={t("rooms.hours")}
          form={form}
          required
          options={[
            { value: "always", label: t("rooms.hours.always") },
            { value: "hours", label: t("rooms.hours.some"), hint: t("rooms.hours.some.hint", { zone }) },
          ]}
        />
        <HoursFields t={t} legend={t("rooms.hours.some")} form={form} />
        <button type="submit" class="btn btn-primary">
          {room ? t("form.save") : t("rooms.add")}
        </button>
      </form>
      {room && !room.archived && (
        <Aside title={t("rooms.moderators")}>
          <p class="quiet mb-3">{t("rooms.moderators.text")}</p>
          {moderators.length > 0 && (
            <ul class="mb-4 grid gap-2">
              {moderators.map((person) => (
                <li class="flex flex-wrap items-center gap-x-3 gap-y-1">
                  <span class="min-w-0 flex-1 wrap-anywhere">
                    <span class="font-medium">{nameOf(person)}</span>
                    <span class="quiet">
                      {" "}
                      {person.state === "in"
                        ? t("rooms.calls", { name: nameIn(t, person.name) })
                        : person.email}
                    </span>
                  </span>
                  {person.state === "invited" && <Badge>{t("rooms.invited.badge")}</Badge>}
                  <ButtonForm
                    action={`${place}/people/${person.handle}/role`}
                    values={{ role: "member" }}
                    label={t("rooms.appoint.no")}
                    look="btn btn-sm"
                    describes={nameOf(person)}
                  />
                </li>
              ))}
            </ul>
          )}
          <a href={`${place}/people`} class="btn">
            <Icon name="userPlus" class="size-4" />
            {t("rooms.moderators.add")}
          </a>
        </Aside>
      )}
      {room && (
        <Aside title={t(room.archived ? "rooms.restore.title" : "rooms.archive.title")}>
          <p class="quiet mb-3">{t(room.archived ? "rooms.restore.text" : "rooms.archive.text")}</p>
          <ButtonForm
            action={`${here}/${room.archived ? "restore" : "archive"}`}
            icon={room.archived ? "undo" : "archive"}
            label={t(room.archived ? "form.restore" : "form.archive")}
          />
        </Aside>
      )}
    </Panel>
  );
}
