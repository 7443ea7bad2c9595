import { Checkbox, SelectField, TextField, typed } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { zoneName } from "#ui/when.ts";
import type { Returned } from "../../admin/index.ts";
import { nameOf } from "../../people/person.ts";
import { Free, Problems, TimeFields, WhileTyped } from "../../scheduling/views/parts.tsx";
import { mostWeeks } from "../../series/weeks.ts";
import type { Choices } from "../choices.ts";
import type { Look, LookedAt, Seen } from "../look.ts";

interface WhenProps {
  page: Page;
  form: Returned;
  seen: Seen;
  choices: Choices;
  zone: string;
  host: { id: string; choose: boolean; own: boolean };
  weekly: boolean;
}

/** Format and host, date, time and place of a group meeting, and below them what stands against it. */
export function WhenFields(props: WhenProps) {
  const { page, form, seen, choices, zone, host, weekly } = props;
  const { t } = page;
  return (
    <>
      {host.choose && (
        <SelectField
          name="hostId"
          label={t("groups.form.host")}
          form={form}
          required
          options={choices.hosts.map((one) => ({ value: one.id, label: nameOf(one) }))}
        />
      )}
      {weekly && choices.formats.length > 1 && (
        <SelectField
          name="formatId"
          label={t("groups.form.format")}
          form={form}
          required
          options={choices.formats.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <TimeFields page={page} form={form} zone={zone} />
      <p class="quiet -mt-3 mb-5 text-sm">
        {t(host.own ? "groups.form.zone" : "groups.form.zone.host", { zone: zoneName(zone, page.now) })}
      </p>
      {weekly && (
        <TextField
          name="weeks"
          label={t("groups.form.weeks")}
          hint={t("groups.form.weeks.hint")}
          type="number"
          min={1}
          max={mostWeeks}
          form={form}
          required
        />
      )}
      <Where page={page} form={form} choices={choices} />
      <WhileTyped page={page}>
        <Found page={page} form={form} seen={seen} />
      </WhileTyped>
    </>
  );
}

function Where({ page: { t }, form, choices }: Pick<WhenProps, "page" | "form" | "choices">) {
  return (
    <div class="group/where">
      <SelectField
        name="where"
        label={t("groups.form.where")}
        form={form}
        required
        options={[
          { value: "room", label: t("groups.form.where.room") },
          { value: "link", label: t("groups.form.where.link") },
          ...choices.locations.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <div class="hidden group-has-[option[value=link]:checked]/where:block">
        <TextField
          name="link"
          label={t("groups.form.link")}
          hint={t("groups.form.link.hint")}
          type="url"
          form={form}
          maxlength={1_000}
          placeholder="https://"
          autocomplete="off"
        />
      </div>
    </div>
  );
}

function Found({ page, form, seen }: Pick<WhenProps, "page" | "form" | "seen">) {
  const { t } = page;
  if (seen.look) {
    const [only, ...more] = seen.look.times;
    return (
      <div class="bg-base-200 rounded-box p-4">
        {more.length > 0 ? (
          <Weeks page={page} form={form} look={seen.look} />
        ) : (
          <Once page={page} look={seen.look} time={only} />
        )}
        {seen.look.twice && <p class="quiet mt-3 text-sm">{t("scheduling.when.twice")}</p>}
        {seen.look.closed && (
          <div class="mt-2 -mb-5">
            <Checkbox name="anyway" label={t("groups.form.anyway")} form={form} />
          </div>
        )}
      </div>
    );
  }
  return seen.unread.length > 0 ? (
    <Problems texts={seen.unread} />
  ) : (
    <p class="quiet text-sm">{t("groups.form.later")}</p>
  );
}

function Once({ page: { t }, look, time }: { page: Page; look: Look; time: LookedAt | undefined }) {
  return (
    <>
      <p class="font-medium">{look.hosts}</p>
      {look.own && <p class="quiet text-sm">{t("groups.form.own", { when: look.own })}</p>}
      {time && time.why.length > 0 ? <Problems texts={time.why} /> : <Free text={t("groups.form.free")} />}
    </>
  );
}

function Weeks({ page: { t }, form, look }: { page: Page; form: Returned; look: Look }) {
  const taken = look.times.filter(({ why }) => why.length > 0);
  const [count, free] = [look.times.length, look.times.length - taken.length];
  const without = taken.map(({ start }) => start).join(",");
  return (
    <>
      <p class="mb-3 font-semibold">{t("groups.form.weeks.free", { free, count })}</p>
      <ol class="grid gap-1.5 text-sm">
        {look.times.map(({ when, why, skipped }) => (
          <li class="flex items-start gap-2">
            <Icon
              name={why.length > 0 ? "cross" : "check"}
              class={`mt-0.5 size-4 ${why.length > 0 ? "text-error" : "text-primary"}`}
              label={t(why.length > 0 ? "groups.form.weeks.not" : "groups.form.weeks.yes")}
            />
            <span>
              <span class="tabular-nums">{when}</span>
              {skipped && <span class="quiet block">{t("groups.form.weeks.skipped")}</span>}
              {why.map((text) => (
                <span class="text-error block font-medium">{text}</span>
              ))}
            </span>
          </li>
        ))}
      </ol>
      {taken.length > 0 && free > 0 && (
        <label class="mt-3 flex min-h-11 cursor-pointer items-start gap-3 py-2">
          <input
            type="checkbox"
            name="without"
            value={without}
            checked={typed(form, "without") === without}
            class="checkbox checkbox-primary checkbox-sm mt-0.5"
          />
          <span class="font-medium">{t("groups.form.weeks.those", { free })}</span>
        </label>
      )}
    </>
  );
}
