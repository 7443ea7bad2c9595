import { type Context, Hono } from "hono";
import type { Scoped } from "#platform/database/scope.ts";
import type { Sent } from "#platform/http/form.ts";
import { isId, newId } from "#platform/ids.ts";
import { browserOf, deviceOf } from "../../accounts/device.ts";
import { again, filled, param, type Returned, returned } from "../../admin/index.ts";
import { displayName } from "../../people/person.ts";
import { cameFrom } from "../../visits/back.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import { goOnBelow, inPopup } from "../../visits/popup.ts";
import type { Visit } from "../../visits/visit.ts";
import { askForHelp, keepScreenshot, writeMore } from "../actions.ts";
import { tooOften } from "../pace.ts";
import { isKept, messagesOf, screenshotOf } from "../queries/messages.ts";
import { findQuestion, questionsOf } from "../queries/questions.ts";
import { cleanScreenshot } from "../screenshot.ts";
import { AskPage } from "../views/ask.tsx";
import { OwnQuestionPage, OwnQuestionsPage } from "../views/own.tsx";
import { pictureAnswer } from "./picture.ts";

/** Asking those who run the community, and reading what they answer. */
export const asking = new Hono<CommunityWeb>();

asking.get(
  "/help",
  show("belongs", async ({ page, actor }, trx) => (
    <OwnQuestionsPage page={page} questions={actor.id ? await questionsOf(trx, actor.id) : []} />
  )),
);

/** What can be known of who asks, and of what they use. */
function knownOf({ person, account }: Visit, c: Context<CommunityWeb>): Returned {
  const agent = c.req.header("user-agent") ?? "";
  return filled({
    name: person ? displayName(person) : "",
    email: account?.email ?? "",
    browser: browserOf(agent) ?? "",
    device: deviceOf(agent).system ?? "",
  });
}

function askPage(visit: Visit, c: Context<CommunityWeb>, form: Returned) {
  const { base } = visit.community;
  const from = c.req.query("from") ?? "";
  return (
    <AskPage
      page={visit.page}
      popup={inPopup(c)}
      back={cameFrom(base, from, `${base}/help`)}
      action={`${base}/help/ask?from=${encodeURIComponent(from)}`}
      form={form}
      idempotencyKey={newId()}
    />
  );
}

asking.get(
  "/help/ask",
  show("belongs", async (visit, _trx, c) => askPage(visit, c, knownOf(visit, c))),
);

interface Shot {
  /** Of the picture that goes with what is sent; "" is none. */
  readonly screenshot: string;
  /** What is wrong with the file; "" is nothing. */
  readonly file: string;
}

/** The picture that was sent, made anew and kept; else the one that was kept before, unless it is left out. */
async function shotIn({ actor }: Visit, form: Sent, c: Context<CommunityWeb>): Promise<Shot> {
  const before = form.text("drop") === "on" ? "" : form.text("screenshot");
  const { file } = form.files;
  // A form without a chosen file sends an empty one without a name.
  if (!file || (file.size === 0 && file.name === ""))
    return { screenshot: isId(before) ? before : "", file: "" };
  const cleaned = await cleanScreenshot(new Uint8Array(await file.arrayBuffer()));
  if (!cleaned.ok) return { screenshot: isId(before) ? before : "", file: cleaned.fault };
  const kept = await keepScreenshot(c.get("platform"), actor, cleaned.picture);
  return kept.ok ? { screenshot: kept.value.id, file: "" } : { screenshot: "", file: "fault.help.picture" };
}

/** The form as it was sent, with the picture that is still kept of it. */
async function sentBack(trx: Scoped, visit: Visit, form: Returned, { screenshot }: Shot): Promise<Returned> {
  const personId = visit.actor.id ?? "";
  const there = screenshot !== "" && (await isKept(trx, { id: screenshot, personId }));
  return { ...form, values: { ...form.values, drop: undefined, screenshot: there ? screenshot : undefined } };
}

/** Too much in a short time: nothing was looked at, and what was typed stays. */
function slower({ t }: Visit, form: Sent, seconds: number): Returned {
  const minutes = Math.ceil(seconds / 60);
  return { values: form.values, faults: {}, refusal: t("help.tooOften", { minutes }) };
}

asking.post(
  "/help/ask",
  submit("belongs", async (visit, form, c) => {
    const { actor, community, t } = visit;
    const platform = c.get("platform");
    const wait = await tooOften(platform.db, actor.id ?? "");
    if (wait !== null) {
      c.status(429);
      return askPage(visit, c, slower(visit, form, wait));
    }
    const shot = await shotIn(visit, form, c);
    const input = {
      ...shot,
      text: form.text("text"),
      name: form.text("name"),
      email: form.text("email"),
      phone: form.text("phone"),
      browser: form.text("browser"),
      device: form.text("device"),
    };
    const key = form.text("key") || undefined;
    const outcome = await askForHelp(platform, actor, input, { idempotencyKey: key });
    if (outcome.ok) {
      const { number } = outcome.value;
      const back = cameFrom(community.base, c.req.query("from"), `${community.base}/help/${number}`);
      return goOnBelow(c, back, "notice.help.sent", number);
    }
    return again(c, async (trx) =>
      askPage(visit, c, await sentBack(trx, visit, returned(t, form, outcome), shot)),
    );
  }),
);

async function questionPage(trx: Scoped, { page, actor }: Visit, number: number, form: Returned) {
  const question = actor.id ? await findQuestion(trx, number, { personId: actor.id }) : undefined;
  if (!question) return null;
  return (
    <OwnQuestionPage
      page={page}
      question={question}
      messages={await messagesOf(trx, question.id)}
      form={form}
      idempotencyKey={newId()}
    />
  );
}

asking.get(
  "/help/:number",
  show("belongs", (visit, trx, c) => questionPage(trx, visit, Number(param(c, "number")), filled({}))),
);

asking.get(
  "/help/:number/screenshots/:id",
  show("belongs", async ({ actor }, trx, c) => {
    const reach = { personId: actor.id ?? "" };
    const question = actor.id ? await findQuestion(trx, Number(param(c, "number")), reach) : undefined;
    const id = param(c, "id");
    const content = question && isId(id) ? await screenshotOf(trx, question.id, id) : null;
    return content && pictureAnswer(c, content);
  }),
);

asking.post(
  "/help/:number",
  submit("belongs", async (visit, form, c) => {
    const { actor, community, t } = visit;
    const platform = c.get("platform");
    const number = Number(param(c, "number"));
    const wait = await tooOften(platform.db, actor.id ?? "");
    if (wait !== null) {
      const page = await again(c, (trx) => questionPage(trx, visit, number, slower(visit, form, wait)));
      c.status(429);
      return page;
    }
    const shot = await shotIn(visit, form, c);
    const input = { ...shot, number, text: form.text("text") };
    const key = form.text("key") || undefined;
    const outcome = await writeMore(platform, actor, input, { idempotencyKey: key });
    if (outcome.ok) return goOn(c, `${community.base}/help/${number}`, "notice.help.more");
    return again(c, async (trx) =>
      questionPage(trx, visit, number, await sentBack(trx, visit, returned(t, form, outcome), shot)),
    );
  }),
);
