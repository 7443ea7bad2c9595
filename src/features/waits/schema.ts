import { z } from "zod";

const id = z.guid();

export const waitInput = z.object({
  formatId: id,
  serviceId: id,
  /** Null: whoever is free. */
  providerId: id.nullable(),
  /** A start from `from` to before `until`, in epoch minutes. */
  from: z.number().int(),
  until: z.number().int(),
});

export const endInput = z.object({ waitId: id });
