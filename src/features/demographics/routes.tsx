import { Hono } from "hono";
import type { Scoped } from "#platform/database/scope.ts";
import { again, filled, type Returned, returned, ticked } from "../admin/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../visits/handlers.ts";
import type { Visit } from "../visits/visit.ts";
import { takeBackAboutYou, tellAboutYou } from "./actions.ts";
import { choicesFor } from "./choices.ts";
import { type Demographics, demographicsOf } from "./queries.ts";
import { AboutYouPage } from "./views/about-you.tsx";

/** What members tell of themselves, of their own will, so that they are counted. */
export const demographics = new Hono<CommunityWeb>();

const stored = ({ age, gender, ethnicity, region, counted }: Demographics): Returned =>
  filled({
    age: age ?? "",
    gender: gender ?? "",
    ethnicity: ethnicity ?? "",
    region: region ?? "",
    counted: counted ? "on" : "",
  });

async function aboutYouPage(trx: Scoped, { page, actor, community }: Visit, form?: Returned) {
  const has = await demographicsOf(trx, actor.id ?? "");
  return (
    <AboutYouPage
      page={page}
      choices={await choicesFor(trx, has)}
      smallest={community.settings.smallestGroup}
      told={Object.values(has).some(Boolean)}
      form={form ?? stored(has)}
    />
  );
}

demographics.get(
  "/about-you",
  show("belongs", (visit, trx) => aboutYouPage(trx, visit)),
);

demographics.post(
  "/about-you",
  submit("belongs", async (visit, form, c) => {
    const outcome = await tellAboutYou(c.get("platform"), visit.actor, {
      age: form.text("age") as "",
      gender: form.text("gender"),
      ethnicity: form.text("ethnicity"),
      region: form.text("region"),
      counted: ticked(form, "counted"),
    });
    if (!outcome.ok) return again(c, (trx) => aboutYouPage(trx, visit, returned(visit.t, form, outcome)));
    const notice = ticked(form, "counted") ? "notice.aboutYou.counted" : "notice.aboutYou.kept";
    return goOn(c, `${visit.community.base}/about-you`, notice);
  }),
);

demographics.post(
  "/about-you/taken-back",
  submit("belongs", async ({ actor, community }, _form, c) => {
    const outcome = await takeBackAboutYou(c.get("platform"), actor, {});
    return outcome.ok ? goOn(c, `${community.base}/about-you`, "notice.aboutYou.takenBack") : null;
  }),
);
