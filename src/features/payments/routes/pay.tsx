import { type Context, Hono } from "hono";
import { inCommunity, type Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import { isMessageKey } from "../../../words/translate.ts";
import { groupPath } from "../../groups/paths.ts";
import { groupFor } from "../../groups/queries.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { beginPayment } from "../actions.ts";
import { openCheckout } from "../checkout.ts";
import { type Due, dueFor } from "../queries/due.ts";
import { paymentById, paymentsOf } from "../queries/payments.ts";
import { deskReference, isExpected, payState } from "../state.ts";
import { cardService } from "../stripe.ts";
import { LeavingPage } from "../views/leaving.tsx";
import { PaidPage } from "../views/paid.tsx";
import { PayPage } from "../views/pay.tsx";

/** What a member pays for a meeting, or for their place in a group. It exists for them alone. */
export const paying = new Hono<CommunityWeb>();

const pathsOf = (base: string, id: string) => ({
  pay: `${base}/meetings/${id}/pay`,
  card: `${base}/meetings/${id}/pay/card`,
  desk: `${base}/meetings/${id}/pay/desk`,
  paid: `${base}/meetings/${id}/paid`,
});

/** The addresses of a due, with the one it leads back to: a group that is not theirs to see any more has none. */
async function waysOf(trx: Scoped, { actor, community: { base } }: Visit, { meetingId, isGroup }: Due) {
  const isOwn = isGroup && (await groupFor(trx, actor, meetingId)) === null;
  const there = isGroup ? groupPath(base, meetingId) : `${base}/meetings/${meetingId}`;
  return { ...pathsOf(base, meetingId), meeting: isOwn ? `${base}/meetings` : there, isOwn };
}

const idIn = (c: Context<CommunityWeb>): string => c.req.param("id") ?? "";

const dueOf = async (trx: Scoped, visit: Visit, id: string): Promise<Due | null> =>
  isId(id) ? dueFor(trx, visit.actor, id) : null;

paying.get(
  "/meetings/:id/pay",
  show("belongs", (visit, trx, c) => payPage(visit, trx, c)),
);

async function payPage(visit: Visit, trx: Scoped, c: Context<CommunityWeb>, refusal?: string) {
  const { page, community, now } = visit;
  const due = await dueOf(trx, visit, idIn(c));
  if (!due) return null;
  const payments = await paymentsOf(trx, due);
  return (
    <PayPage
      page={page}
      due={due}
      state={payState(due, payments, now)}
      takesCards={cardService(c.get("platform").config) !== null}
      reference={deskReference(due, payments, now)}
      contact={community.settings.contact}
      refundMinutes={community.settings.refundMinutes}
      refusal={refusal}
      paths={await waysOf(trx, visit, due)}
    />
  );
}

/** The page once more, with why it did not work. */
function refused(visit: Visit, c: Context<CommunityWeb>, reason: string, status: 422 | 503) {
  const { community, t } = visit;
  const key = `refusal.${reason}`;
  c.status(status);
  return inCommunity(c.get("platform").db, community.id, (trx) =>
    payPage(visit, trx, c, t(isMessageKey(key) ? key : "refusal.invalid")),
  );
}

paying.post(
  "/meetings/:id/pay/card",
  submit("belongs", async (visit, _form, c) => {
    const platform = c.get("platform");
    const { actor, community, page, t } = visit;
    const meetingId = idIn(c);
    if (!cardService(platform.config)) return null;
    const begun = await beginPayment(platform, actor, { meetingId, method: "card" });
    if (!begun.ok) return isUnknown(begun) ? null : refused(visit, c, begun.reason, 422);
    const { paymentId } = begun.value;
    const payment = await inCommunity(platform.db, community.id, (trx) => paymentById(trx, paymentId));
    if (!payment) return null;
    const paths = pathsOf(community.base, meetingId);
    const { baseUrl } = platform.config;
    const checkout = await openCheckout(platform, {
      communityId: community.id,
      payment,
      product: t("payments.product"),
      paidUrl: `${baseUrl}${paths.paid}`,
      cancelUrl: `${baseUrl}${paths.pay}`,
    });
    if (!checkout.ok) return refused(visit, c, checkout.reason, checkout.reason === "card_down" ? 503 : 422);
    // A redirect would be stopped by our own rule for forms, in some browsers: only pages of ours may take what a form sends.
    c.header("Refresh", `0; url=${checkout.url}`);
    return <LeavingPage page={page} url={checkout.url} back={paths.pay} />;
  }),
);

paying.post(
  "/meetings/:id/pay/desk",
  submit("belongs", async (visit, _form, c) => {
    const meetingId = idIn(c);
    const begun = await beginPayment(c.get("platform"), visit.actor, { meetingId, method: "desk" });
    if (begun.ok) return goOn(c, pathsOf(visit.community.base, meetingId).pay);
    return isUnknown(begun) ? null : refused(visit, c, begun.reason, 422);
  }),
);

const isUnknown = ({ reason }: { reason: string }): boolean => reason === "gone" || reason === "invalid";

/** A page that a form left behind has the address of the form: whoever reloads or shares that is led to what is to be paid. */
for (const way of ["card", "desk"]) {
  paying.get(
    `/meetings/:id/pay/${way}`,
    show("belongs", async (visit, trx, c) => {
      const due = await dueOf(trx, visit, idIn(c));
      return due && c.redirect(pathsOf(visit.community.base, due.meetingId).pay);
    }),
  );
}

paying.get(
  "/meetings/:id/paid",
  show("belongs", async (visit, trx, c) => {
    const due = await dueOf(trx, visit, idIn(c));
    if (!due) return null;
    const payments = await paymentsOf(trx, due);
    return (
      <PaidPage
        page={visit.page}
        due={due}
        state={payState(due, payments, visit.now)}
        expected={isExpected(payments, visit.now)}
        paths={await waysOf(trx, visit, due)}
      />
    );
  }),
);
