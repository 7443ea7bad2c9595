import { Hono } from "hono";
import type { Scoped } from "#platform/database/scope.ts";
import { again, filled, param, type Returned, returned } from "../admin/index.ts";
import { displayName } from "../people/person.ts";
import { findPerson } from "../people/queries.ts";
import { type CommunityWeb, goOn, show, submit } from "../visits/handlers.ts";
import type { Visit } from "../visits/visit.ts";
import { erasureActions } from "./actions.ts";
import type { Eraser } from "./eraser.ts";
import { EraseOtherPage, ErasePage, PrivacyPage } from "./views.tsx";

/** Leaving a community for good, and what else somebody can do for their privacy. `erasers`: all that forgets somebody. */
export function erasure(erasers: readonly Eraser[]): Hono<CommunityWeb> {
  const { eraseSelf, eraseOther } = erasureActions(erasers);
  const routes = new Hono<CommunityWeb>();

  routes.get(
    "/privacy",
    show("belongs", async ({ page }) => <PrivacyPage page={page} />),
  );

  const ownPage = ({ page, community }: Visit, form: Returned) => (
    <ErasePage page={page} action={`${community.base}/erase`} form={form} />
  );

  routes.get(
    "/erase",
    show("belongs", async (visit) => ownPage(visit, filled({}))),
  );

  routes.post(
    "/erase",
    submit("belongs", async (visit, form, c) => {
      const outcome = await eraseSelf(c.get("platform"), visit.actor, { sure: form.text("sure") });
      if (outcome.ok) return goOn(c, "/communities", "notice.erased.self");
      c.status(422);
      return ownPage(visit, returned(visit.t, form, outcome));
    }),
  );

  async function otherPage(trx: Scoped, { page, community }: Visit, id: string, form: Returned) {
    const person = await findPerson(trx, id);
    if (!person) return null;
    const back = `${community.base}/admin/members/${person.id}`;
    return (
      <EraseOtherPage
        page={page}
        name={displayName(person)}
        back={back}
        action={`${back}/erase`}
        form={form}
      />
    );
  }

  routes.get(
    "/admin/members/:id/erase",
    show("coordinator", (visit, trx, c) => otherPage(trx, visit, param(c, "id"), filled({}))),
  );

  routes.post(
    "/admin/members/:id/erase",
    submit("coordinator", async (visit, form, c) => {
      const personId = param(c, "id");
      const input = { personId, sure: form.text("sure") };
      const outcome = await eraseOther(c.get("platform"), visit.actor, input);
      const own = personId === visit.actor.id;
      if (outcome.ok)
        return goOn(c, own ? "/communities" : `${visit.community.base}/admin/members`, "notice.erased.other");
      return again(c, (trx) => otherPage(trx, visit, personId, returned(visit.t, form, outcome)));
    }),
  );

  return routes;
}
