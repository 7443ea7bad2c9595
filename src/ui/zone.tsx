import type { Translate } from "../words/translate.ts";
import { type FormState, TextField } from "./forms.tsx";

let known: readonly string[] | undefined;

/** Every IANA zone the runtime knows, by name. */
function zones(): readonly string[] {
  known ??= ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
  return known;
}

/** A time zone by its IANA name: typed, with the known ones offered while typing. */
export function ZoneField(props: {
  name: string;
  label: string;
  form: FormState;
  hint?: string | undefined;
}) {
  return (
    <>
      <TextField {...props} list={`${props.name}-zones`} autocomplete="off" maxlength={60} required />
      <datalist id={`${props.name}-zones`}>
        {zones().map((zone) => (
          <option value={zone} />
        ))}
      </datalist>
    </>
  );
}

/** The zone of the device in one button; shown by the script that knows it, where it is not the one in use. */
export function DeviceZone({ t, back, current }: { t: Translate; back: string; current: string }) {
  return (
    <div
      hidden
      data-controller="zone"
      data-zone-current-value={current}
      data-zone-words-value={t("account.zone.device", { zone: "%" })}
      class="mb-4"
    >
      <form method="post" action="/zone">
        <input type="hidden" name="back" value={back} />
        <input type="hidden" name="zone" data-zone-target="field" />
        <button type="submit" class="btn btn-primary h-auto min-h-11 py-2" data-zone-target="button" />
      </form>
    </div>
  );
}
