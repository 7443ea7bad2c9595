import { Hono } from "hono";
import { param } from "../admin/index.ts";
import { type CommunityWeb, show } from "../visits/handlers.ts";
import { entryFor, searchDirectory } from "./queries.ts";
import { searched } from "./search.ts";
import { DirectoryPage } from "./views/list.tsx";
import { ProviderProfilePage } from "./views/provider.tsx";

/** Finding a provider, and reading about one. */
export const directory = new Hono<CommunityWeb>();

directory.get(
  "/providers",
  show("belongs", async ({ page, actor }, trx, c) => {
    const search = searched(c);
    const found = await searchDirectory(trx, actor, search);
    return <DirectoryPage page={page} search={search} found={found} />;
  }),
);

directory.get(
  "/providers/:id",
  show("belongs", async ({ page, actor }, trx, c) => {
    const provider = await entryFor(trx, actor, param(c, "id"));
    return provider && <ProviderProfilePage page={page} provider={provider} />;
  }),
);
