import type { Context } from "hono";
import { Hono } from "hono";
import type { Scoped } from "#platform/database/scope.ts";
import { again, filled, type Returned, returned, wanted } from "../../admin/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { enroll, unenroll } from "../actions.ts";
import { type EnrollmentSearch, searchEnrollment, someCodes } from "../queries/enrollment.ts";
import { EnrollmentPage } from "../views/enrollment.tsx";

/** Services > Enrollment. */
export const enrollment = new Hono<CommunityWeb>();

const searched = (c: Context): EnrollmentSearch => ({
  ...wanted(c),
  by: c.req.query("by") === "service" ? "service" : "member",
  show: c.req.query("show") === "pending" ? "pending" : "all",
  memberId: c.req.query("member"),
  serviceId: c.req.query("service"),
});

interface Shown {
  search: EnrollmentSearch;
  form: Returned;
  open: boolean;
}

async function enrollmentPage(trx: Scoped, { page, community }: Visit, { search, form, open }: Shown) {
  const fed = community.settings.enrollmentSource === "feed";
  return (
    <EnrollmentPage
      page={page}
      search={search}
      found={await searchEnrollment(trx, search)}
      codes={await someCodes(trx)}
      fed={fed}
      form={form}
      open={open}
    />
  );
}

enrollment.get(
  "/admin/services/enrollment",
  show("coordinator", (visit, trx, c) =>
    enrollmentPage(trx, visit, { search: searched(c), form: filled({}), open: false }),
  ),
);

enrollment.post(
  "/admin/services/enrollment",
  submit("coordinator", async (visit, form, c) => {
    const input = { email: form.text("email"), code: form.text("code") };
    const outcome = await enroll(c.get("platform"), visit.actor, input);
    if (outcome.ok)
      return goOn(c, `${visit.community.base}/admin/services/enrollment`, "notice.enrollment.added");
    const shown = { search: searched(c), form: returned(visit.t, form, outcome), open: true };
    return again(c, (trx) => enrollmentPage(trx, visit, shown));
  }),
);

enrollment.post(
  "/admin/services/enrollment/remove",
  submit("coordinator", async ({ actor, community }, form, c) => {
    const input = { personId: form.text("personId"), key: form.text("code") };
    const outcome = await unenroll(c.get("platform"), actor, input);
    if (!outcome.ok) return null;
    const list = `${community.base}/admin/services/enrollment`;
    const back = form.text("back");
    return goOn(c, back.startsWith(`${list}?`) ? back : list, "notice.enrollment.removed");
  }),
);
