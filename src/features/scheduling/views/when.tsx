import { Checkbox, type FormState, typed } from "#ui/forms.tsx";
import type { Page } from "#ui/page.ts";
import { Fact } from "#ui/parts.tsx";
import { zoneName } from "#ui/when.ts";
import type { Seen } from "../form.ts";
import type { Look } from "../look.ts";
import { Free, Problems, TimeFields, WhileTyped } from "./parts.tsx";

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
  const zone = zoneName(seen.zone, page.now);
  return (
    <>
      <input type="hidden" name="zone" value={seen.zone} />
      <TimeFields page={page} form={form} zone={seen.zone} />
      <p class="quiet -mt-3 mb-4 text-sm">
        {t("scheduling.zone", { zone })} {/* Later it would lead away from what is typed. */}
        {!typed(form, "date") && (
          <a href={`/zone?back=${encodeURIComponent(page.here.split("?")[0] ?? "")}`} class="link-plain">
            {t("booking.time.changeZone")}
          </a>
        )}
      </p>
      <WhileTyped page={page}>
        <Found page={page} form={form} seen={seen} member={member} />
      </WhileTyped>
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
        <Fact label={t("scheduling.when.own")}>{look.own}</Fact>
        <Fact label={t("scheduling.when.member", { name: member })}>{look.theirs}</Fact>
      </dl>
      {look.twice && <p class="quiet mt-3 text-sm">{t("scheduling.when.twice")}</p>}
      {texts.length > 0 && <Problems texts={texts} />}
      {free && <Free text={t("scheduling.when.free")} />}
      {look.closed && (
        <div class="mt-2 -mb-5">
          <Checkbox name="anyway" label={t("scheduling.anyway")} form={form} />
        </div>
      )}
    </div>
  );
}
