import { Hono } from "hono";
import type { Scoped } from "#platform/database/scope.ts";
import type { Sent } from "#platform/http/form.ts";
import { newId } from "#platform/ids.ts";
import type { Page } from "#ui/page.ts";
import { again, filled, param, type Returned, returned, ticked } from "../admin/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../visits/handlers.ts";
import * as actions from "./actions.ts";
import { allFormats, type Format, findFormat, findQuestion, type Question, questionsOf } from "./queries.ts";
import type { Purpose } from "./schema.ts";
import { FormatPage, FormatsPage, NewFormatPage } from "./views/formats.tsx";
import { QuestionPage } from "./views/questions.tsx";

/** The ways to meet that a community offers, and what each asks beforehand. */
export const formats = new Hono<CommunityWeb>();

formats.get(
  "/admin/formats",
  show("coordinator", async ({ page }, trx) => <FormatsPage page={page} formats={await allFormats(trx)} />),
);

const fresh = filled({ minutes: "30", size: "one_to_one", rhythm: "single", ways: ["in_person", "online"] });

formats.get(
  "/admin/formats/new",
  show("coordinator", async ({ page }, _trx, c) => {
    const form = c.req.query("size") === "group" ? filled({ ...fresh.values, size: "group" }) : fresh;
    return <NewFormatPage page={page} form={form} idempotencyKey={newId()} />;
  }),
);

formats.post(
  "/admin/formats",
  submit("coordinator", async ({ actor, page, community, t }, form, c) => {
    const key = form.text("key");
    const outcome = await actions.addFormat(c.get("platform"), actor, typed(form), { idempotencyKey: key });
    if (outcome.ok)
      return goOn(c, `${community.base}/admin/formats/${outcome.value.id}`, "notice.formats.added");
    c.status(422);
    return <NewFormatPage page={page} form={returned(t, form, outcome)} idempotencyKey={newId()} />;
  }),
);

const typed = (form: Sent) => ({
  name: form.text("name"),
  description: form.text("description"),
  minutes: form.text("minutes"),
  ways: [...form.texts("ways")],
  size: form.text("size"),
  rhythm: form.text("rhythm"),
});

async function formatPage(trx: Scoped, page: Page, id: string, form?: Returned) {
  const format = await findFormat(trx, id);
  if (!format) return null;
  const before = await questionsOf(trx, id, "booking");
  const after = await questionsOf(trx, id, "feedback");
  return (
    <FormatPage
      page={page}
      format={format}
      before={before}
      after={after}
      form={form ?? filled(stored(format))}
    />
  );
}

const stored = ({ name, description, minutes, ways, size, rhythm }: Format) => ({
  name,
  description,
  minutes: String(minutes),
  ways,
  size,
  rhythm,
});

formats.get(
  "/admin/formats/:id",
  show("coordinator", ({ page }, trx, c) => formatPage(trx, page, param(c, "id"))),
);

formats.post(
  "/admin/formats/:id",
  submit("coordinator", async ({ actor, page, community, t }, form, c) => {
    const id = param(c, "id");
    const outcome = await actions.changeFormat(c.get("platform"), actor, { id, ...typed(form) });
    if (outcome.ok) return goOn(c, `${community.base}/admin/formats/${id}`, "notice.saved");
    return again(c, (trx) => formatPage(trx, page, id, returned(t, form, outcome)));
  }),
);

for (const verb of ["archive", "restore"] as const) {
  formats.post(
    `/admin/formats/:id/${verb}`,
    submit("coordinator", async ({ actor, community }, _form, c) => {
      const id = param(c, "id");
      const outcome = await actions.archiveFormat(c.get("platform"), actor, {
        id,
        archived: verb === "archive",
      });
      return outcome.ok ? goOn(c, `${community.base}/admin/formats/${id}`, `notice.${verb}d`) : null;
    }),
  );
}

formats.post(
  "/admin/formats/:id/move",
  submit("coordinator", async ({ actor, community }, form, c) => {
    const id = param(c, "id");
    const outcome = await actions.moveFormat(c.get("platform"), actor, {
      id,
      direction: form.text("direction"),
    });
    return outcome.ok ? goOn(c, `${community.base}/admin/formats`) : null;
  }),
);

interface Asked {
  page: Page;
  formatId: string;
  /** The question to change; none for a new one. */
  id?: string | undefined;
  /** Of a new one; one that is there keeps its own. */
  purpose?: Purpose;
  form?: Returned;
}

async function questionPage(trx: Scoped, { page, formatId, id, purpose = "booking", form }: Asked) {
  const format = await findFormat(trx, formatId);
  const question = id === undefined ? undefined : await findQuestion(trx, formatId, id);
  if (!format || (id !== undefined && !question)) return null;
  const shown = form ?? filled(question ? asked(question) : { kind: "short" });
  return (
    <QuestionPage
      page={page}
      format={format}
      question={question}
      purpose={question?.purpose ?? purpose}
      form={shown}
      idempotencyKey={newId()}
    />
  );
}

const asked = ({ label, kind, help, options, required }: Question) => ({
  label,
  kind,
  help,
  options: options.join("\n"),
  required: required ? "on" : undefined,
});

const purposeOf = (text: string | undefined): Purpose => (text === "feedback" ? "feedback" : "booking");

const typedQuestion = (form: Sent) => ({
  label: form.text("label"),
  kind: form.text("kind"),
  help: form.text("help"),
  options: form.text("options"),
  required: ticked(form, "required"),
});

formats.get(
  "/admin/formats/:format/questions/new",
  show("coordinator", ({ page }, trx, c) =>
    questionPage(trx, { page, formatId: param(c, "format"), purpose: purposeOf(c.req.query("for")) }),
  ),
);

formats.post(
  "/admin/formats/:format/questions",
  submit("coordinator", async ({ actor, page, community, t }, form, c) => {
    const formatId = param(c, "format");
    const purpose = purposeOf(form.text("purpose"));
    const input = { formatId, purpose, ...typedQuestion(form) };
    const outcome = await actions.addQuestion(c.get("platform"), actor, input, {
      idempotencyKey: form.text("key"),
    });
    if (outcome.ok) return goOn(c, `${community.base}/admin/formats/${formatId}`, "notice.questions.added");
    return again(c, (trx) =>
      questionPage(trx, { page, formatId, purpose, form: returned(t, form, outcome) }),
    );
  }),
);

formats.get(
  "/admin/formats/:format/questions/:id",
  show("coordinator", ({ page }, trx, c) =>
    questionPage(trx, { page, formatId: param(c, "format"), id: param(c, "id") }),
  ),
);

formats.post(
  "/admin/formats/:format/questions/:id",
  submit("coordinator", async ({ actor, page, community, t }, form, c) => {
    const formatId = param(c, "format");
    const id = param(c, "id");
    const outcome = await actions.changeQuestion(c.get("platform"), actor, {
      id,
      formatId,
      ...typedQuestion(form),
    });
    if (outcome.ok) return goOn(c, `${community.base}/admin/formats/${formatId}`, "notice.saved");
    return again(c, (trx) => questionPage(trx, { page, formatId, id, form: returned(t, form, outcome) }));
  }),
);

formats.post(
  "/admin/formats/:format/questions/:id/remove",
  submit("coordinator", async ({ actor, community }, _form, c) => {
    const formatId = param(c, "format");
    const outcome = await actions.removeQuestion(c.get("platform"), actor, { formatId, id: param(c, "id") });
    return outcome.ok
      ? goOn(c, `${community.base}/admin/formats/${formatId}`, "notice.questions.removed")
      : null;
  }),
);

formats.post(
  "/admin/formats/:format/questions/:id/move",
  submit("coordinator", async ({ actor, community }, form, c) => {
    const formatId = param(c, "format");
    const outcome = await actions.moveQuestion(c.get("platform"), actor, {
      formatId,
      id: param(c, "id"),
      direction: form.text("direction"),
    });
    return outcome.ok ? goOn(c, `${community.base}/admin/formats/${formatId}`) : null;
  }),
);
