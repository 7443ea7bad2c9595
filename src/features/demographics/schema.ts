import { z } from "zod";
import { ageBands } from "../profiles/bands.ts";

const nothing = z.literal("").transform(() => null);
const option = z.union([nothing, z.guid()]);

/** What somebody tells of themself; everything may be left empty. */
export const aboutYou = z.object({
  age: z.union([nothing, z.enum(ageBands)]),
  gender: option,
  ethnicity: option,
  region: option,
  counted: z.boolean(),
});
