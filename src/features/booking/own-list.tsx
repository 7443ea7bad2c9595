import { Hono } from "hono";
import { type CommunityWeb, goOn, show, submit } from "../visits/handlers.ts";
import { editOwnList } from "./actions.ts";
import { pickableServices } from "./queries/services.ts";
import { OwnListPage } from "./views/services.tsx";

/** "Edit your <services>": what a member adds here comes first when they book. */
export const ownList = new Hono<CommunityWeb>();

const searchOf = (text: string | undefined): string => (text ?? "").trim().slice(0, 100);

ownList.get(
  "/services",
  show("belongs", async ({ page, community, actor }, trx, c) => {
    if (!community.settings.membersEditServices) return null;
    const search = searchOf(c.req.query("q"));
    const services = await pickableServices(trx, { member: actor.id, search, only: false });
    const action = `${community.base}/services`;
    return (
      <OwnListPage page={page} back={community.base} action={action} search={search} services={services} />
    );
  }),
);

ownList.post(
  "/services",
  submit("belongs", async ({ community, actor }, form, c) => {
    const to = form.text("to") === "remove" ? "remove" : "add";
    const edited = await editOwnList(c.get("platform"), actor, { serviceId: form.text("service"), to });
    if (!edited.ok) return null;
    const search = searchOf(form.text("q"));
    return goOn(c, `${community.base}/services${search ? `?q=${encodeURIComponent(search)}` : ""}`);
  }),
);
