import { Hono } from "hono";
import type { Web } from "#platform/http/web.ts";
import { param, wanted } from "../../admin/index.ts";
import { whoArrives } from "../../visits/arrival.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import { pageFor } from "../../visits/visit.ts";
import { sendMailAgain } from "../actions.ts";
import { piecesOf } from "../links.ts";
import { countFailed, type MailSearch, type MailState, searchMail } from "../queries/mail.ts";
import { latestMail, mailAt } from "../queries/outbox.ts";
import { OutboxMailPage, OutboxPage } from "../views/outbox.tsx";
import { MailPanel } from "../views/panel.tsx";

const states: readonly MailState[] = ["queued", "sent", "failed"];

/** The panel's page of a community's mail. */
export const mailPanel = new Hono<CommunityWeb>();

mailPanel.get(
  "/admin/mail",
  show("coordinator", async ({ page }, trx, c) => {
    const state = states.find((name) => name === c.req.query("state")) ?? "any";
    const search: MailSearch = { ...wanted(c), state };
    const [found, failed] = [await searchMail(trx, search), await countFailed(trx)];
    return <MailPanel page={page} search={search} found={found} failed={failed} />;
  }),
);

mailPanel.post(
  "/admin/mail/:id/again",
  submit("coordinator", async ({ actor, community }, _form, c) => {
    const outcome = await sendMailAgain(c.get("platform"), actor, { id: param(c, "id") });
    return outcome.ok ? goOn(c, `${community.base}/admin/mail`, "notice.mailAgain") : null;
  }),
);

/** Everything a demo would have sent, for everybody to read: its people are made up. Elsewhere there is no such page. */
export const outbox = new Hono<Web>();

outbox.use("/outbox/*", (c, next) => (c.get("platform").demo ? next() : Promise.resolve(c.notFound())));

outbox.get("/outbox", async (c) => {
  const { account } = await whoArrives(c, null);
  return c.html(<OutboxPage page={pageFor(c, { account })} mails={await latestMail(c.get("platform").db)} />);
});

outbox.get("/outbox/:place/:id", async (c) => {
  const { db, config } = c.get("platform");
  const mail = await mailAt(db, c.req.param("place"), c.req.param("id"));
  if (!mail) return c.notFound();
  const { account } = await whoArrives(c, null);
  const pieces = piecesOf(mail.text, config.baseUrl);
  return c.html(<OutboxMailPage page={pageFor(c, { account })} mail={mail} pieces={pieces} />);
});
