import { type Context, Hono } from "hono";
import type { Refusal } from "#platform/action.ts";
import { inCommunity } from "#platform/database/scope.ts";
import { faultWords } from "../../../words/faults.ts";
import { shareFile, writeMessage } from "../../messages/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { proposalPage } from "../page.tsx";
import { pathsOf } from "../paths.ts";
import { acceptedProposalFor, proposalFor } from "../queries.ts";

/** What the two of an accepted proposal write to each other and share. */
export const writing = new Hono<CommunityWeb>();

writing.post(
  "/proposals/:id/messages",
  submit("belongs", async (visit, form, c) => {
    const proposalId = c.req.param("id") ?? "";
    const text = form.text("text");
    const options = { idempotencyKey: form.text("key") || undefined };
    const written = await writeMessage(c.get("platform"), visit.actor, { proposalId, text }, options);
    if (!written.ok) return again(visit, c, proposalId, written, { text });
    return goOn(c, `${pathsOf(visit.community.base, proposalId).proposal}#messages`, "notice.written");
  }),
);

writing.post(
  "/proposals/:id/files",
  submit("belongs", async (visit, form, c) => {
    const proposalId = c.req.param("id") ?? "";
    const given = form.files.file;
    const file = given ? { name: given.name, content: new Uint8Array(await given.arrayBuffer()) } : null;
    const options = { idempotencyKey: form.text("key") || undefined };
    const shared = await shareFile(c.get("platform"), visit.actor, { proposalId, file }, options);
    if (!shared.ok) return again(visit, c, proposalId, shared, {});
    return goOn(c, `${pathsOf(visit.community.base, proposalId).proposal}#files`, "notice.shared");
  }),
);

/** The proposal's page once more, with what was typed and what is wrong with it. */
function again(
  visit: Visit,
  c: Context<CommunityWeb>,
  proposalId: string,
  { reason, fields }: Refusal,
  values: Record<string, string>,
) {
  const { t, community, actor } = visit;
  if (reason === "gone" || fields?.proposalId) return null;
  return inCommunity(c.get("platform").db, community.id, async (trx) => {
    const proposal = await proposalFor(trx, actor, proposalId);
    if (!proposal || ![proposal.provider.id, proposal.member.id].some((id) => id === actor.id)) return null;
    c.status(422);
    return proposalPage(visit, trx, proposal, {
      form: { values, faults: faultWords(t, fields) },
      refusal: reason === "closed" ? t("refusal.closed") : undefined,
    });
  });
}

/** A page that came back with faults has the address of its form: whoever reloads or shares that is led to the proposal. */
for (const part of ["messages", "files"]) {
  writing.get(
    `/proposals/:id/${part}`,
    show("belongs", async (visit, trx, c) => {
      const proposal = await acceptedProposalFor(trx, visit.actor, c.req.param("id") ?? "");
      return proposal && c.redirect(`${pathsOf(visit.community.base, proposal.id).proposal}#${part}`);
    }),
  );
}
