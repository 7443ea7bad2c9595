import { Checkbox, type FormState, TextField, typed } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { zoneName } from "#ui/when.ts";
import type { Seen } from "../form.ts";
import type { Look } from "../look.ts";

interface WhenProps {
  page: Page;
  form: FormState;
  seen: Seen;
  /** The member's name. */
  member: string;
}

/** Date, time and length on the provider's own clock, and below them how both read it and what stands against it. */
export function WhenFields({ page, form, seen, member }: WhenProps) {
  const { t } = page;
  const today = page.now.toZonedDateTimeISO(seen.zone).toPlainDate();
  const zone = zoneName(seen.zone, page.now);
  return (
    <>
      <input type="hidden" name="zone" value={seen.zone} />
      <div class="grid gap-x-4 sm:grid-cols-[1fr_1fr_8rem]">
        <TextField
          name="date"
          label={t("scheduling.date")}
          type="date"
          min={today.toString()}
          max={today.add({ days: 366 }).toString()}
          form={form}
          required
        />
        <TextField name="time" label={t("scheduling.time")} type="time" form={form} required />
        <TextField
          name="minutes"
          label={t("scheduling.minutes")}
          type="number"
          min={5}
          max={480}
          form={form}
          required
        />
      </div>
      <p class="quiet -mt-3 mb-4 text-sm">
        {t("scheduling.zone", { zone })} {/* Later it would lead away from what is typed. */}
        {!typed(form, "date") && (
          <a href={`/zone?back=${encodeURIComponent(page.here.split("?")[0] ?? "")}`} class="link-plain">
            {t("booking.time.changeZone")}
          </a>
        )}
      </p>
      <div aria-live="polite" class="mb-5">
        <turbo-frame id="when">
          <Found page={page} form={form} seen={seen} member={member} />
        </turbo-frame>
      </div>
      <noscript>
        <button type="submit" name="do" value="check" class="btn mb-5">
          {t("scheduling.check")}
        </button>
      </noscript>
    </>
  );
}

function Found({ page, form, seen, member }: WhenProps) {
  const { look, unread } = seen;
  if (look) return <Readable page={page} form={form} look={look} member={member} />;
  const faults = Object.values(unread);
  return faults.length > 0 ? (
    <Problems texts={faults} />
  ) : (
    <p class="quiet text-sm">{page.t("scheduling.when.later")}</p>
  );
}

function Readable({ page, form, look, member }: { page: Page; form: FormState; look: Look; member: string }) {
  const { t } = page;
  // What was refused stands beside its field already.
  const texts = Object.entries(look.faults).flatMap(([field, text]) => (form.faults[field] ? [] : [text]));
  const free = Object.keys(look.faults).length === 0;
  return (
    <div class="bg-base-200 rounded-box p-4">
      <dl class="grid gap-3">
        <When label={t("scheduling.when.own")} text={look.own} />
        <When label={t("scheduling.when.member", { name: member })} text={look.theirs} />
      </dl>
      {look.twice && <p class="quiet mt-3 text-sm">{t("scheduling.when.twice")}</p>}
      {texts.length > 0 && <Problems texts={texts} />}
      {free && (
        <p class="mt-3 flex items-start gap-2 text-sm font-medium">
          <Icon name="check" class="text-primary mt-0.5 size-4" />
          {t("scheduling.when.free")}
        </p>
      )}
      {look.closed && (
        <div class="mt-2 -mb-5">
          <Checkbox name="anyway" label={t("scheduling.anyway")} form={form} />
        </div>
      )}
    </div>
  );
}

function When({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <dt class="quiet text-sm">{label}</dt>
      <dd class="font-medium">{text}</dd>
    </div>
  );
}

function Problems({ texts }: { texts: readonly string[] }) {
  return (
    <ul class="text-error mt-3 grid gap-1.5 text-sm font-medium">
      {texts.map((text) => (
        <li class="flex items-start gap-1.5">
          <Icon name="alert" class="mt-0.5 size-4 shrink-0" />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
