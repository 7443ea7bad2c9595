import { z } from "zod";
import { type Outcome, ok, refuse } from "#platform/action.ts";
import { asCommunityId, inCommunity } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { newId } from "#platform/ids.ts";
import { createAccount } from "../accounts/index.ts";
import { isZone } from "../visits/visit.ts";
import { giveStart } from "./start.ts";

const needed = (max: number) => z.string().trim().min(1, "fault.required").max(max);

const founding = z.object({
  community: needed(120),
  slug: z
    .string()
    .trim()
    .toLowerCase()
    .refine((text) => /^[a-z0-9][a-z0-9-]{0,62}$/.test(text), "founding.fault.slug"),
  zone: z.string().trim().refine(isZone, "fault.zone"),
  firstName: needed(100),
  lastName: z.string().trim().max(100),
  email: z.email().max(254).toLowerCase(),
  password: z.string().min(10).max(200),
});

type Founding = z.input<typeof founding>;

/**
 * Founds a community and makes its first coordinator, whose address the operator vouches for. An account that has this
 * address already keeps its password. Refuses: invalid, field by field, and an address (slug) that is taken.
 */
export async function foundCommunity(
  platform: Platform,
  input: Founding,
): Promise<Outcome<{ slug: string }>> {
  const parsed = founding.safeParse(input);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, code, message }) => [
      path.join("."),
      code === "custom" ? message : code,
    ]);
    return refuse("invalid", { fields: Object.fromEntries(faults.reverse()) });
  }
  const { community, slug, zone, firstName, lastName, email, password } = parsed.data;
  const account = await createAccount(platform, {
    email,
    name: `${firstName} ${lastName}`.trim(),
    password,
    verified: true,
  });
  const id = asCommunityId(newId());
  return inCommunity(platform.db, id, async (trx) => {
    const made = await trx
      .insertInto("communities")
      .values({ id, slug, name: community, zone })
      .onConflict((conflict) => conflict.doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!made) return refuse("invalid", { fields: { slug: "founding.slugTaken" } });
    const person = { id: newId(), account_id: account.id, email, first_name: firstName, last_name: lastName };
    await trx
      .insertInto("people")
      .values({ ...person, community_id: id, roles: ["coordinator", "member"] })
      .execute();
    await giveStart(trx, id);
    return ok({ slug });
  });
}
