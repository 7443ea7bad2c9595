import { type Context, Hono } from "hono";
import { z } from "zod";
import { minuteOf } from "#platform/clock.ts";
import { inCommunity } from "#platform/database/scope.ts";
import type { Sent } from "#platform/http/form.ts";
import type { FormState } from "#ui/forms.tsx";
import { whenOf } from "#ui/when.ts";
import { faultWords } from "../../../words/faults.ts";
import { isMessageKey } from "../../../words/translate.ts";
import { attendancePaths } from "../../attendance/paths.ts";
import { fieldOf } from "../../booking/answers.ts";
import type { TypedAnswers } from "../../booking/schema.ts";
import { nameOf } from "../../people/person.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { giveFeedback } from "../actions.ts";
import { type Asked, askedOf } from "../queries.ts";
import { mayGiveFeedback } from "../rules.ts";
import { FeedbackPage } from "../views/feedback.tsx";

/** What members say after a meeting. */
export const feedback = new Hono<CommunityWeb>();

const idIn = (c: Context<CommunityWeb>): string => c.req.param("id") ?? "";

feedback.get(
  "/meetings/:id/feedback",
  show("belongs", async (visit, trx, c) => {
    const id = idIn(c);
    const asked = await askedOf(trx, visit.actor, id);
    if (!asked) return null;
    const may = mayGiveFeedback(asked, minuteOf(visit.now)) === "may" && asked.questions.length > 0;
    // What was said is shown with the meeting; there is nothing to fill in any more, or not yet.
    if (!may) return c.redirect(attendancePaths(visit.community.base, { id, group: asked.group }).page);
    const given = asked.answers?.map(({ question, answer }) => [fieldOf({ id: question }), answer]) ?? [];
    return feedbackPage(visit, id, asked, { values: Object.fromEntries(given), faults: {} });
  }),
);

feedback.post(
  "/meetings/:id/feedback",
  submit("belongs", async (visit, form, c) => {
    const platform = c.get("platform");
    const { actor, community, t } = visit;
    const meetingId = idIn(c);
    const said = await giveFeedback(platform, actor, { meetingId, answers: answersIn(form) });
    if (!said.ok && (said.reason === "gone" || (said.reason === "invalid" && said.fields?.meetingId)))
      return null;
    return inCommunity(platform.db, community.id, async (trx) => {
      const asked = await askedOf(trx, actor, meetingId);
      if (!asked) return null;
      const { page } = attendancePaths(community.base, { id: meetingId, group: asked.group });
      if (said.ok) return goOn(c, `${page}#feedback`, "notice.feedback.given");
      c.status(422);
      const key = `refusal.${said.reason}`;
      return feedbackPage(
        visit,
        meetingId,
        asked,
        { values: form.values, faults: faultWords(t, said.fields) },
        said.fields ? undefined : t(isMessageKey(key) ? key : "refusal.invalid"),
      );
    });
  }),
);

function feedbackPage(visit: Visit, id: string, asked: Asked, form: FormState, refusal?: string) {
  const { page, community, t } = visit;
  const paths = attendancePaths(community.base, { id, group: asked.group });
  return (
    <FeedbackPage
      page={page}
      when={whenOf(visit, asked.start, asked.end - asked.start)}
      back={paths.page}
      action={paths.feedback}
      questions={asked.questions}
      readers={t("feedback.readers", { names: asked.hosts.map(nameOf).join(", ") })}
      form={form}
      refusal={refusal}
      given={asked.answers !== null}
    />
  );
}

/** Answers by question, from fields named after them. */
function answersIn(form: Sent): TypedAnswers {
  const ids = Object.keys(form.values)
    .filter((name) => name.startsWith("answer-"))
    .map((name) => name.slice("answer-".length))
    .filter((id) => z.guid().safeParse(id).success);
  return Object.fromEntries(ids.map((id) => [id, [...form.texts(fieldOf({ id }))]]));
}
