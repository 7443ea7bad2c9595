import { Hono } from "hono";
import { type CommunityWeb, show } from "../visits/handlers.ts";
import { setup } from "./queries.ts";
import { checklist } from "./rules.ts";
import { StartPage } from "./views/start.tsx";

/** The panel in which a coordinator sets a community up. Its pages belong to the features they are about. */
export const admin = new Hono<CommunityWeb>();

admin.get(
  "/admin",
  show("coordinator", async ({ page }, trx) => {
    const known = await setup(trx);
    return <StartPage page={page} setup={known} checks={checklist(known)} />;
  }),
);
