import { instantOf } from "#platform/clock.ts";
import type { Sent } from "#platform/http/form.ts";
import { amountText } from "#platform/money.ts";
import type { FormState } from "#ui/forms.tsx";
import { timeField } from "./offer.ts";
import type { Proposal } from "./queries.ts";
import { mostTimes } from "./schema.ts";

const numbers = Array.from({ length: mostTimes }, (_, index) => index + 1);

/** What a form of a proposal sends, as the actions take it. */
export const offerOf = (form: Sent) => ({
  text: form.text("text"),
  minutes: form.text("minutes"),
  price: form.text("price"),
  formatId: form.text("formatId"),
  locationId: form.text("locationId") || null,
  zone: form.text("zone"),
  times: numbers.map((number) => ({ date: form.text(`date${number}`), time: form.text(`clock${number}`) })),
});

/** The form as it was sent, with what is wrong with it. */
export const returned = ({ values }: Sent, faults: FormState["faults"]): FormState => ({ values, faults });

/** The form filled with a proposal as it stands; times that are over are left out. */
export function filledWith(
  proposal: Proposal,
  { zone, now }: { zone: string; now: Temporal.Instant },
): FormState {
  const coming = proposal.times.filter(({ start }) => Temporal.Instant.compare(instantOf(start), now) > 0);
  const times = coming.flatMap(({ start }, index) => {
    const wall = instantOf(start).toZonedDateTimeISO(zone);
    return [
      [`date${index + 1}`, wall.toPlainDate().toString()],
      [`clock${index + 1}`, wall.toPlainTime().toString({ smallestUnit: "minute" })],
    ];
  });
  return {
    faults: {},
    values: {
      text: proposal.text,
      minutes: String(proposal.minutes),
      price: proposal.price.minor === 0 ? "" : amountText(proposal.price),
      formatId: proposal.format.id,
      locationId: proposal.location?.id ?? "",
      zone,
      ...Object.fromEntries(times),
    },
  };
}

/** Which field of the form a start belongs to: the time that was read from it. */
export function fieldOfStart(form: Sent, start: number): string {
  const zone = form.text("zone");
  const index = numbers.findIndex((number) => {
    const wall = instantOf(start).toZonedDateTimeISO(zone);
    const date = wall.toPlainDate().toString();
    const clock = wall.toPlainTime().toString({ smallestUnit: "minute" });
    return form.text(`date${number}`) === date && form.text(`clock${number}`).startsWith(clock);
  });
  return timeField(Math.max(index, 0));
}
