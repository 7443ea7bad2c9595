import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading, LinkRow } from "#ui/parts.tsx";
import type { Listing } from "../../admin/listing.ts";
import type { Entry } from "../queries.ts";
import type { DirectorySearch } from "../search.ts";

interface DirectoryProps {
  page: Page;
  search: DirectorySearch;
  found: Listing<Entry>;
}

/** Everybody whom the directory shows. */
export function DirectoryPage({ page, found }: DirectoryProps) {
  const { t, community } = page;
  return (
    <Layout page={page} title={t("directory.title")}>
      <Heading title={t("directory.title")} />
      <ul class="grid gap-3">
        {found.rows.map(({ id, name, greeting }) => (
          <li>
            <LinkRow href={`${community?.base}/providers/${id}`} title={name} detail={greeting} />
          </li>
        ))}
      </ul>
    </Layout>
  );
}
