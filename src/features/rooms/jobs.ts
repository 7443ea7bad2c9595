import { asCommunityId, inCommunity } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { translator } from "../../words/translate.ts";
import { currentCommunity } from "../communities/load.ts";
import { noticeOf } from "../messages/rules.ts";
import { closingOf, type Letter, letter, privateMail, readersOf, tell } from "../notifications/index.ts";
import { displayName } from "../people/person.ts";
import type { Call } from "./announce.ts";
import { mentions } from "./names.ts";
import { type Called, callOf } from "./queries/calls.ts";

/**
 * Tells those whom a message calls by name, of whom it is looked up now who is still in the room. A notice is named after the point
 * up to which its reader has seen the room: until they look again there is no second one, however often they are called.
 */
export async function writeCalls(platform: Platform, call: Call): Promise<void> {
  const { db, jobs, config, clock } = platform;
  const communityId = asCommunityId(call.communityId);
  await inCommunity(db, communityId, async (trx) => {
    const community = await currentCommunity(trx, communityId);
    const said = community.settings.modules.rooms ? await callOf(trx, call) : null;
    if (!said) return;
    const meant = said.people.filter(({ name }) => mentions(said.text, name));
    const seenBy = new Map(meant.map(({ personId, seen }) => [personId, seen]));
    const values = { name: said.author, room: said.room };
    for (const reader of await readersOf(trx, [...seenBy.keys()], "room")) {
      await tell(
        trx,
        jobs,
        { community, config, now: clock.now() },
        {
          reader,
          kind: "room",
          ...(said.private ? { mailKind: privateMail } : {}),
          once: noticeOf(call.threadId, seenBy.get(reader.id) ?? 0),
          path: `/rooms/${call.roomId}`,
          bell: { message: "rooms.called", values },
          letter: () => letterOf(said, reader),
        },
      );
    }

    function letterOf(
      { author, room }: Called,
      reader: { first_name: string; last_name: string; email: string },
    ): Letter {
      const t = translator(community.words);
      const { first_name: firstName, last_name: lastName, email } = reader;
      return letter({
        t,
        place: community.name,
        subject: t("told.rooms.called.subject", { name: author, room }),
        paragraphs: [
          t("letter.greeting", { name: firstName || displayName({ firstName, lastName, email }) }),
          t("told.rooms.called.text", { name: author, room }),
          t("letter.message.private"),
        ],
        button: { label: t("told.open"), url: `${config.baseUrl}${community.base}/rooms/${call.roomId}` },
        closing: closingOf(t, community, config.baseUrl),
      });
    }
  });
}
