import { z } from "zod";
import { email, line, oneOf, text } from "../admin/fields.ts";
import { CODE_LIMIT, isReserved, serviceCode, tidy } from "../imports/codes.ts";

const id = z.guid();

/** A service as the services file writes it: a subject and, for a course, a number. Its code can be listed and enrolled in. */
export const newService = z
  .object({ subject: line(CODE_LIMIT), number: text(60), name: text(200), description: text(2_000) })
  .transform((typed) => ({ ...typed, subject: tidy(typed.subject), number: tidy(typed.number) }))
  .refine((service) => !isReserved(serviceCode(service)), {
    message: "fault.code_reserved",
    path: ["subject"],
  })
  .refine((service) => serviceCode(service).length <= CODE_LIMIT, {
    message: "fault.too_big",
    path: ["subject"],
  });

export const changedService = z
  .object({
    id,
    name: text(200),
    description: text(2_000),
    generic: z.boolean(),
    /** The provider whose own it is; empty for none. */
    owner: z.union([z.literal(""), email], "fault.invalid_format"),
  })
  .refine((service) => !service.generic || service.owner === "", {
    message: "fault.generic_and_own",
    path: ["owner"],
  });

export const archivedService = z.object({ id, archived: z.boolean() });

export const newEnrollment = z.object({ email, code: line(CODE_LIMIT) });

/** One row of the enrollment: a member and a code. */
export const oneEnrollment = z.object({ personId: id, key: z.string().max(CODE_LIMIT) });

/** What the support is called, for services named after providers: "Peer Mentoring". */
export const support = line(80).refine((typed) => !/[|*]/.test(typed), "fault.code_reserved");

export const providerFirst = z.object({ support });

export const shows = ["active", "unserved", "archived"] as const;
export const show = oneOf(shows).catch("active");
