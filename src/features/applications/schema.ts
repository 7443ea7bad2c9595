import { z } from "zod";
import { line, oneOf, text } from "../admin/fields.ts";
import { zone } from "../communities/schema.ts";
import { newProvider } from "../providers/schema.ts";

const options = z.array(z.guid()).max(200);

/** What somebody writes who would like to become a provider. */
export const application = z.object({
  about: line(4_000),
  qualification: text(1_000),
  experiences: options,
  languages: options,
  zone,
});

/** A coordinator's "yes", with the codes of what the new provider may give. */
export const approval = z.object({ id: z.guid(), codes: newProvider.shape.codes });

/** A coordinator's "no", in words. */
export const decline = z.object({ id: z.guid(), answer: line(1_000) });

export const shows = ["open", "settled"] as const;
export const show = oneOf(shows).catch("open");
