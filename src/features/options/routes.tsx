import { Hono } from "hono";
import { newId } from "#platform/ids.ts";
import type { FormState } from "#ui/forms.tsx";
import { again, filled, param, type Returned, returned } from "../admin/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../visits/handlers.ts";
import * as actions from "./actions.ts";
import { allOptions, findOption } from "./queries.ts";
import { ListsPage, OptionPage } from "./views.tsx";

/** The lists that people describe themselves and what they seek with; coordinators edit them. */
export const options = new Hono<CommunityWeb>();

options.get(
  "/admin/lists",
  show("coordinator", async ({ page }, trx) => (
    <ListsPage page={page} options={await allOptions(trx)} form={filled({})} keys={newKeys()} />
  )),
);

const newKeys = () => ({ experience: newId(), gender: newId() });

options.post(
  "/admin/lists",
  submit("coordinator", async ({ actor, page, community, t }, form, c) => {
    const list = form.text("list");
    // Each list's field carries its own name, since the page has one for each.
    const input = { list, name: form.text(list) };
    const outcome = await actions.addOption(c.get("platform"), actor, input, {
      idempotencyKey: form.text("key"),
    });
    if (outcome.ok) return goOn(c, `${community.base}/admin/lists#list-${list}`, "notice.options.added");
    const { values, faults, refusal } = returned(t, form, outcome);
    const shown: Returned = { values, faults: namedAfter(list, faults), refusal };
    return again(c, async (trx) => (
      <ListsPage page={page} options={await allOptions(trx)} form={shown} keys={newKeys()} />
    ));
  }),
);

const namedAfter = (list: string, { name, ...others }: FormState["faults"]): FormState["faults"] =>
  name === undefined ? others : { ...others, [list]: name };

options.get(
  "/admin/lists/:id",
  show("coordinator", async ({ page }, trx, c) => {
    const option = await findOption(trx, param(c, "id"));
    return option ? <OptionPage page={page} option={option} form={filled({ name: option.name })} /> : null;
  }),
);

options.post(
  "/admin/lists/:id",
  submit("coordinator", async ({ actor, page, community, t }, form, c) => {
    const id = param(c, "id");
    const outcome = await actions.renameOption(c.get("platform"), actor, { id, name: form.text("name") });
    if (outcome.ok) return goOn(c, `${community.base}/admin/lists`, "notice.saved");
    return again(c, async (trx) => {
      const option = await findOption(trx, id);
      return option ? <OptionPage page={page} option={option} form={returned(t, form, outcome)} /> : null;
    });
  }),
);

for (const verb of ["archive", "restore"] as const) {
  options.post(
    `/admin/lists/:id/${verb}`,
    submit("coordinator", async ({ actor, page, community, t }, form, c) => {
      const id = param(c, "id");
      const archived = verb === "archive";
      const outcome = await actions.archiveOption(c.get("platform"), actor, { id, archived });
      if (outcome.ok) return goOn(c, `${community.base}/admin/lists/${id}`, `notice.${verb}d`);
      return again(c, async (trx) => {
        const option = await findOption(trx, id);
        const { faults } = returned(t, form, outcome);
        return option ? (
          <OptionPage page={page} option={option} form={{ values: { name: option.name }, faults }} />
        ) : null;
      });
    }),
  );
}

options.post(
  "/admin/lists/:id/move",
  submit("coordinator", async ({ actor, community }, form, c) => {
    const input = { id: param(c, "id"), direction: form.text("direction") };
    const outcome = await actions.moveOption(c.get("platform"), actor, input);
    return outcome.ok ? goOn(c, `${community.base}/admin/lists#list-${outcome.value.list}`) : null;
  }),
);
