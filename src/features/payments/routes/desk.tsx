import { Hono } from "hono";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import { isMessageKey } from "../../../words/translate.ts";
import { again, param, wanted } from "../../admin/index.ts";
import { recordLook } from "../../admin/looks.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { handBack, recordAtDesk } from "../actions.ts";
import {
  countLooks,
  type DeskPayment,
  type PaymentSearch,
  paymentByReference,
  paymentForStaff,
  searchPayments,
  shows,
} from "../queries/desk.ts";
import { readReference } from "../reference.ts";
import { PaymentPage } from "../views/payment.tsx";
import { PaymentsPage } from "../views/payments.tsx";

/** The panel's payments, and what is paid at the desk. */
export const desk = new Hono<CommunityWeb>();

const isUsed = ({ community }: Visit): boolean => community.settings.modules.payments;

desk.get(
  "/admin/payments",
  show("coordinator", async (visit, trx, c) => {
    if (!isUsed(visit)) return null;
    const show = shows.find((name) => name === c.req.query("show")) ?? "all";
    return list(visit, trx, { ...wanted(c), show }, null);
  }),
);

async function list({ page, now }: Visit, trx: Scoped, search: PaymentSearch, unknown: string | null) {
  const [found, looks] = [await searchPayments(trx, search, now), await countLooks(trx, now)];
  return <PaymentsPage page={page} search={search} found={found} looks={looks} unknown={unknown} />;
}

desk.get(
  "/admin/payments/desk",
  show("coordinator", async (visit, trx, c) => {
    if (!isUsed(visit)) return null;
    const typed = (c.req.query("reference") ?? "").slice(0, 20);
    const reference = readReference(typed);
    const id = reference && (await paymentByReference(trx, reference));
    if (id) return c.redirect(`${visit.community.base}/admin/payments/${id}`, 303);
    c.status(404);
    return list(visit, trx, { q: "", page: 1, show: "all" }, typed);
  }),
);

desk.get(
  "/admin/payments/:id",
  show("coordinator", async (visit, trx, c) => {
    const payment = await found(visit, trx, param(c, "id"));
    if (!payment) return null;
    return <PaymentPage page={visit.page} payment={payment} />;
  }),
);

/** One payment with its history; that it was looked at is written down. */
async function found(visit: Visit, trx: Scoped, id: string): Promise<DeskPayment | null> {
  const payment = isUsed(visit) && isId(id) ? await paymentForStaff(trx, id) : null;
  const { communityId, id: personId } = visit.actor;
  if (payment && personId)
    await recordLook(trx, { communityId, personId, kind: "payment", recordId: payment.id, at: visit.now });
  return payment;
}

const deeds = [
  { path: "record", deed: recordAtDesk, notice: "notice.payments.recorded" },
  { path: "hand-back", deed: handBack, notice: "notice.payments.handedBack" },
] as const;

for (const { path, deed, notice } of deeds) {
  desk.post(
    `/admin/payments/:id/${path}`,
    submit("coordinator", async (visit, _form, c) => {
      if (!isUsed(visit)) return null;
      const paymentId = param(c, "id");
      const outcome = await deed(c.get("platform"), visit.actor, { paymentId });
      if (outcome.ok) return goOn(c, `${visit.community.base}/admin/payments/${paymentId}`, notice);
      const key = `refusal.${outcome.reason}`;
      return again(c, async (trx) => {
        const payment = await found(visit, trx, paymentId);
        if (!payment) return null;
        const refusal = visit.t(isMessageKey(key) ? key : "refusal.invalid");
        return <PaymentPage page={visit.page} payment={payment} refusal={refusal} />;
      });
    }),
  );
}
