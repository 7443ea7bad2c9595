import { Hono } from "hono";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import { again, filled, param, type Returned, returned, wanted } from "../../admin/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { answerQuestion } from "../actions.ts";
import { messagesOf, screenshotOf } from "../queries/messages.ts";
import { countWaiting, findQuestion, inbox as inboxOf } from "../queries/questions.ts";
import { InboxPanel, QuestionPanel } from "../views/inbox.tsx";
import { pictureAnswer } from "./picture.ts";

/** What people asked, as coordinators read and answer it. */
export const inbox = new Hono<CommunityWeb>();

inbox.get(
  "/admin/help",
  show("coordinator", async ({ page }, trx, c) => {
    const state = c.req.query("show") === "answered" ? "answered" : "open";
    const { q, page: number } = wanted(c);
    const found = await inboxOf(trx, { state, q, page: number });
    return <InboxPanel page={page} found={found} state={state} q={q} waiting={await countWaiting(trx)} />;
  }),
);

async function questionPage(trx: Scoped, { page }: Visit, number: number, form: Returned) {
  const question = await findQuestion(trx, number, "everybody");
  if (!question) return null;
  return (
    <QuestionPanel
      page={page}
      question={question}
      messages={await messagesOf(trx, question.id)}
      form={form}
    />
  );
}

inbox.get(
  "/admin/help/:number",
  show("coordinator", (visit, trx, c) => questionPage(trx, visit, Number(param(c, "number")), filled({}))),
);

inbox.get(
  "/admin/help/:number/screenshots/:id",
  show("coordinator", async (_visit, trx, c) => {
    const question = await findQuestion(trx, Number(param(c, "number")), "everybody");
    const id = param(c, "id");
    const content = question && isId(id) ? await screenshotOf(trx, question.id, id) : null;
    return content && pictureAnswer(c, content);
  }),
);

inbox.post(
  "/admin/help/:number",
  submit("coordinator", async (visit, form, c) => {
    const number = Number(param(c, "number"));
    const input = { number, text: form.text("text"), seen: form.text("seen") };
    const outcome = await answerQuestion(c.get("platform"), visit.actor, input);
    if (outcome.ok) return goOn(c, `${visit.community.base}/admin/help`, "notice.help.answered");
    return again(c, (trx) => questionPage(trx, visit, number, returned(visit.t, form, outcome)));
  }),
);
