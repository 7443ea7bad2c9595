import { Hono } from "hono";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import type { FormState } from "#ui/forms.tsx";
import type { Page } from "#ui/page.ts";
import { again, filled, param, type Returned, returned } from "../admin/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../visits/handlers.ts";
import * as actions from "./actions.ts";
import { allOptions, findOption, optionsOf } from "./queries.ts";
import { ListsPage, OptionPage } from "./views.tsx";

/** The lists that people describe themselves and what they seek with; coordinators edit them. */
export const options = new Hono<CommunityWeb>();

options.get(
  "/admin/lists",
  show("coordinator", async ({ page }, trx) => (
    <ListsPage page={page} options={await allOptions(trx)} form={filled({})} keys={newKeys()} />
  )),
);

const newKeys = () => ({
  experience: newId(),
  gender: newId(),
  language: newId(),
  ethnicity: newId(),
  region: newId(),
});

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

/** The page of an option, with all that its list offers to say where it stands. */
async function optionPage(trx: Scoped, page: Page, id: string, form?: Returned) {
  const option = await findOption(trx, id);
  if (!option) return null;
  const offered = await optionsOf(trx, option.list);
  const place = offered.findIndex((other) => other.id === option.id);
  const shown = form ?? filled({ name: option.name, after: offered[place - 1]?.id ?? "" });
  return (
    <OptionPage
      page={page}
      option={option}
      others={offered.filter((_other, at) => at !== place)}
      form={shown}
    />
  );
}

options.get(
  "/admin/lists/:id",
  show("coordinator", ({ page }, trx, c) => optionPage(trx, page, param(c, "id"))),
);

options.post(
  "/admin/lists/:id",
  submit("coordinator", async ({ actor, page, community, t }, form, c) => {
    const id = param(c, "id");
    const after = form.values.after === undefined ? undefined : form.text("after");
    const input = { id, name: form.text("name"), after };
    const outcome = await actions.changeOption(c.get("platform"), actor, input);
    if (outcome.ok) return goOn(c, `${community.base}/admin/lists`, "notice.saved");
    return again(c, (trx) => optionPage(trx, page, id, returned(t, form, outcome)));
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
        return optionPage(trx, page, id, { values: { name: option?.name }, faults });
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
