import { z } from "zod";
import { longestPassword, shortestPassword } from "#platform/auth/passwords.ts";
import { isZone } from "../visits/visit.ts";

const address = z.email();

export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .refine((text) => address.safeParse(text).success, "fault.email");

const typedPassword = z.string().min(1).max(longestPassword);

const newPassword = z
  .string()
  .refine((text) => text.length >= shortestPassword, "fault.password_short")
  .refine((text) => text.length <= longestPassword, "fault.password_long");

const name = z.string().trim().min(1).max(120);

export const signIn = z.object({ email, password: typedPassword });
export const onlyEmail = z.object({ email });
export const signUp = z.object({ name, email, password: newPassword });
export const choosePassword = z.object({ password: newPassword });
export const changePassword = z.object({ current: typedPassword, password: newPassword });
export const ownName = z.object({ name });
export const ownZone = z.object({ zone: z.string().trim().refine(isZone, "fault.zone") });
