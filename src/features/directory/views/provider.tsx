import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";
import type { Entry } from "../queries.ts";

/** What a provider shows of themself. */
export function ProviderProfilePage({ page, provider }: { page: Page; provider: Entry }) {
  const { t, community } = page;
  const back = { href: `${community?.base}/providers`, label: t("directory.title") };
  return (
    <Layout page={page} title={provider.name}>
      <Heading title={provider.name} lead={provider.greeting} back={back} />
      <p class="whitespace-pre-line">{provider.bio}</p>
    </Layout>
  );
}
