import { Hono } from "hono";
import { ownWords } from "../../../words/translate.ts";
import { param, wanted } from "../../admin/index.ts";
import { helpSection } from "../../help/section.tsx";
import { type CommunityWeb, show } from "../../visits/handlers.ts";
import { htmlOf } from "../markdown.ts";
import { readsTips } from "../policy.ts";
import { tipsOf } from "../queries.ts";
import { holdsWords, inWords } from "../rules.ts";
import { topicOf } from "../section.tsx";
import { TipsPage } from "../views/list.tsx";
import { TipPage } from "../views/tip.tsx";

/** Tips as those who give support read them. */
export const reading = new Hono<CommunityWeb>();

reading.get(
  "/tips",
  show("belongs", async (visit, trx, c) => {
    if (!readsTips(visit.actor)) return null;
    const { q } = wanted(c);
    const words = ownWords(visit.community.words);
    const tips = await tipsOf(trx, { hidden: false });
    const found = tips.filter((tip) =>
      holdsWords({ ...topicOf(visit, tip), body: inWords(tip.body, words) }, q),
    );
    return (
      <TipsPage
        page={visit.page}
        topics={found.map((tip) => topicOf(visit, tip))}
        q={q}
        help={helpSection(visit)}
      />
    );
  }),
);

reading.get(
  "/tips/:slug",
  show("belongs", async (visit, trx, c) => {
    if (!readsTips(visit.actor)) return null;
    const tips = await tipsOf(trx, { hidden: false });
    const at = tips.findIndex(({ slug }) => slug === param(c, "slug"));
    const [tip, before, after] = [tips[at], tips[at - 1], tips[at + 1]];
    if (!tip) return null;
    const { community, actor } = visit;
    const around = { words: ownWords(community.words), base: community.base, below: 1 };
    return (
      <TipPage
        page={visit.page}
        topic={topicOf(visit, tip)}
        html={await htmlOf(tip.body, around)}
        before={before && topicOf(visit, before)}
        after={after && topicOf(visit, after)}
        edit={actor.roles.has("coordinator") ? `${community.base}/admin/tips/${tip.id}` : null}
      />
    );
  }),
);
