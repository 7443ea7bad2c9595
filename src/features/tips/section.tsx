import type { Scoped } from "#platform/database/scope.ts";
import { ownWords } from "../../words/translate.ts";
import type { Visit } from "../visits/visit.ts";
import { readsTips } from "./policy.ts";
import { type Tip, tipsOf } from "./queries.ts";
import { inWords } from "./rules.ts";
import { type Topic, TopicsSection } from "./views/list.tsx";

/** Topics shown where they are a part of a page. */
const some = 8;

/** A page of tips as it stands in a list, in this community's words. */
export function topicOf({ community }: Visit, { slug, title, summary }: Tip): Topic {
  const words = ownWords(community.words);
  return { slug, title: inWords(title, words), summary: inWords(summary, words) };
}

/** Helpful tips as a part of another page: the first topics and the way to all. Null to who does not read them. */
export async function tipsSection(visit: Visit, trx: Scoped) {
  if (!readsTips(visit.actor)) return null;
  const tips = await tipsOf(trx, { hidden: false });
  const topics = tips.slice(0, some).map((tip) => topicOf(visit, tip));
  return <TopicsSection page={visit.page} topics={topics} total={tips.length} />;
}
