import { z } from "zod";

/** A rule and how often it is to be met, as one choice: `alone_weeks:3`. */
export const goalInput = z.object({
  goal: z
    .string()
    .regex(/^[a-z_]{1,40}:\d{1,4}$/)
    .transform((chosen) => {
      const [rule = "", target = ""] = chosen.split(":");
      return { rule, target: Number(target) };
    }),
});

export const dropInput = z.object({ id: z.guid() });
