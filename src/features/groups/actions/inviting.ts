import { z } from "zod";
import { action, ok, refuse } from "#platform/action.ts";
import { minuteOf } from "#platform/clock.ts";
import { newId } from "#platform/ids.ts";
import { notify } from "../../notifications/notify.ts";
import { manages, plan } from "../policy.ts";
import { laterOfSeries } from "../queries/changing.ts";
import { deleteInvitations, insertInvitations, knownTo } from "../queries/inviting.ts";
import { groupFor } from "../queries.ts";
import { showGroups } from "../showing.ts";

const mostAddresses = 50;

/** Addresses as people paste them: one a line, or between commas, semicolons or spaces. */
const addresses = z
  .string()
  .max(10_000)
  .transform((text) => [
    ...new Set(
      text
        .toLowerCase()
        .split(/[\s,;]+/)
        .filter((part) => part !== ""),
    ),
  ])
  .refine((found) => found.length <= mostAddresses, "groups.addresses.many")
  .refine((found) => found.every((address) => z.email().safeParse(address).success), "groups.addresses");

const invitationsInput = z.object({
  id: z.guid(),
  /** Ids of those the actor knows who are to be invited; who of them was and is not here is invited no more. */
  people: z.array(z.guid()).max(500),
  addresses,
  /** Whether it is about those of its series that come after it as well. */
  rest: z.boolean(),
});

/**
 * A host or a coordinator says who is invited to a group meeting: of those they know by name, and anybody by address. The answer is the
 * same whether an address belongs to somebody or not. Refuses: gone, over, cancelled, invalid.
 */
export const invite = action({
  name: "groups.invite",
  may: plan,
  input: invitationsInput,
  async run({ actor, input, trx, now, jobs }) {
    const group = await groupFor(trx, actor, input.id);
    if (!group || !manages(actor, group)) return refuse("gone");
    if (group.state === "cancelled") return refuse("cancelled");
    if (minuteOf(now) >= group.end) return refuse("over");
    const { communityId } = actor;
    const { id: meetingId, seriesId, start, private: isPrivate, name } = group;
    const later = input.rest && seriesId ? await laterOfSeries(trx, { seriesId, from: start, now }) : [];
    const meetings = [...new Set([meetingId, ...later])];
    const known = await knownTo(trx, actor, meetingId);
    const dropped = known.filter((one) => one.invited && !input.people.includes(one.id)).map(({ id }) => id);
    const { people, addresses: typed } = input;
    const left = await deleteInvitations(trx, meetings, dropped);
    const invited = await insertInvitations(trx, actor, {
      communityId,
      meetings,
      people,
      addresses: typed,
      now,
    });
    await notify(trx, jobs, {
      communityId,
      to: invited,
      kind: "group",
      once: `group.${meetingId}.invited.${newId()}`,
      message: "groups.invited",
      values: { name, when: { start, end: group.end } },
      path: `/groups/${meetingId}`,
      private: isPrivate,
    });
    await showGroups(trx, { communityId, ids: meetings, people: [...invited, ...left], open: false });
    return ok({ id: meetingId });
  },
});
