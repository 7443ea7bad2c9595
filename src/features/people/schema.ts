import { z } from "zod";
import { email, oneOf, text } from "../admin/fields.ts";

export const roleNames = ["member", "provider", "coordinator"] as const;

export const roles = z.array(oneOf(roleNames)).min(1);

export const personName = { firstName: text(200), lastName: text(200) };

export const newPerson = z.object({ email, ...personName, roles });

export const changedPerson = newPerson.extend({ id: z.guid() });

export const archivedPerson = z.object({ id: z.guid(), archived: z.boolean() });
