import { Hono } from "hono";
import type { Scoped } from "#platform/database/scope.ts";
import type { Sent } from "#platform/http/form.ts";
import { newId } from "#platform/ids.ts";
import type { Page } from "#ui/page.ts";
import { again, filled, param, type Returned, returned, ticked, wanted } from "../../admin/index.ts";
import { displayName } from "../../people/person.ts";
import { storedProviders } from "../../providers/programme.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import * as actions from "../actions.ts";
import { withKinds } from "../kinds.ts";
import { findService, providersOf, type StoredService, searchServices } from "../queries/services.ts";
import { show as shownKind } from "../schema.ts";
import { SearchPage } from "../views/search.tsx";
import { NewServicePage, ServicePage } from "../views/service.tsx";

/** Services > Search, and each service's own page. */
export const search = new Hono<CommunityWeb>();

search.get(
  "/admin/services",
  show("coordinator", async ({ page }, trx, c) => {
    const asked = { ...wanted(c), show: shownKind.parse(c.req.query("show")) };
    const found = await searchServices(trx, asked);
    const rows = await withKinds(trx, found.rows);
    return <SearchPage page={page} q={asked.q} show={asked.show} found={{ ...found, rows }} />;
  }),
);

search.get(
  "/admin/services/new",
  show("coordinator", async ({ page }) => (
    <NewServicePage page={page} form={filled({})} idempotencyKey={newId()} />
  )),
);

search.post(
  "/admin/services",
  submit("coordinator", async ({ actor, page, community, t }, form, c) => {
    const input = {
      subject: form.text("subject"),
      number: form.text("number"),
      name: form.text("name"),
      description: form.text("description"),
    };
    const idempotencyKey = form.text("key");
    const outcome = await actions.addService(c.get("platform"), actor, input, { idempotencyKey });
    if (outcome.ok) {
      return goOn(c, `${community.base}/admin/services/${outcome.value.id}`, "notice.services.added");
    }
    c.status(422);
    return <NewServicePage page={page} form={returned(t, form, outcome)} idempotencyKey={newId()} />;
  }),
);

async function servicePage(trx: Scoped, page: Page, id: string, form?: Returned) {
  const found = await findService(trx, id);
  const [service] = found ? await withKinds(trx, [found]) : [];
  if (!service) return null;
  const candidates = (await storedProviders(trx))
    .slice(0, 300)
    .map((provider) => ({ email: provider.email, name: displayName(provider) }));
  return (
    <ServicePage
      page={page}
      service={service}
      givers={await providersOf(trx, id)}
      candidates={candidates}
      form={form ?? filled(stored(service))}
    />
  );
}

const stored = ({ name, description, generic, owner }: StoredService) => ({
  name,
  description,
  generic: generic ? "on" : undefined,
  owner: owner ?? "",
});

search.get(
  "/admin/services/:id",
  show("coordinator", ({ page }, trx, c) => servicePage(trx, page, param(c, "id"))),
);

const typed = (form: Sent) => ({
  name: form.text("name"),
  description: form.text("description"),
  generic: ticked(form, "generic"),
  owner: form.text("owner").trim(),
});

search.post(
  "/admin/services/:id",
  submit("coordinator", async ({ actor, page, community, t }, form, c) => {
    const id = param(c, "id");
    const outcome = await actions.changeService(c.get("platform"), actor, { id, ...typed(form) });
    if (outcome.ok) return goOn(c, `${community.base}/admin/services/${id}`, "notice.saved");
    return again(c, (trx) => servicePage(trx, page, id, returned(t, form, outcome)));
  }),
);

for (const verb of ["archive", "restore"] as const) {
  search.post(
    `/admin/services/:id/${verb}`,
    submit("coordinator", async ({ actor, community }, _form, c) => {
      const id = param(c, "id");
      const archived = verb === "archive";
      const outcome = await actions.archiveService(c.get("platform"), actor, { id, archived });
      return outcome.ok ? goOn(c, `${community.base}/admin/services/${id}`, `notice.${verb}d`) : null;
    }),
  );
}
