import type { Page } from "#ui/page.ts";
import { Fact } from "#ui/parts.tsx";
import type { Application } from "../queries.ts";

/** What was applied with. */
export function ApplicationText({ page: { t }, application }: { page: Page; application: Application }) {
  const { about, qualification, experienceNames, languageNames } = application;
  const facts: [string, string][] = [
    [t("applications.about"), about],
    [t("profile.qualification"), qualification],
    [t("profile.experiences"), experienceNames.join(", ")],
    [t("profile.languages"), languageNames.join(", ")],
  ];
  return (
    <dl class="card-plain grid gap-4 p-5">
      {facts.map(
        ([label, fact]) =>
          fact && (
            <Fact label={label} written>
              {fact}
            </Fact>
          ),
      )}
    </dl>
  );
}
