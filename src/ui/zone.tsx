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
