import type { Child } from "hono/jsx";
import { type FormState, TextField } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";

/** Date, time and length of a meeting; not before today in this zone. */
export function TimeFields({ page: { t, now }, form, zone }: { page: Page; form: FormState; zone: string }) {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  return (
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
  );
}

/** What is found about the time while it is typed, and the button that asks for it without script. */
export const WhileTyped = ({ page: { t }, children }: { page: Page; children: Child }) => (
  <>
    <div aria-live="polite" class="mb-5">
      <turbo-frame id="when">{children}</turbo-frame>
    </div>
    <noscript>
      <button type="submit" name="do" value="check" class="btn mb-5">
        {t("scheduling.check")}
      </button>
    </noscript>
  </>
);

/** Nothing stands against the time. */
export const Free = ({ text }: { text: string }) => (
  <p class="mt-3 flex items-start gap-2 text-sm font-medium">
    <Icon name="check" class="text-primary mt-0.5 size-4" />
    {text}
  </p>
);

/** What stands against the time. */
export const Problems = ({ texts }: { texts: readonly string[] }) => (
  <ul class="text-error mt-3 grid gap-1.5 text-sm font-medium">
    {texts.map((text) => (
      <li class="flex items-start gap-1.5">
        <Icon name="alert" class="mt-0.5 size-4 shrink-0" />
        <span>{text}</span>
      </li>
    ))}
  </ul>
);
