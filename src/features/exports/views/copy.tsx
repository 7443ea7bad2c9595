import { FormFaults, TextField } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";
import { clockTime, dayName } from "#ui/when.ts";
import type { Proof } from "../../accounts/proof.ts";
import type { Returned } from "../../admin/index.ts";
import { mostCopies } from "../rules.ts";

interface CopyPageProps {
  page: Page;
  proof: Proof;
  copies: readonly Temporal.Instant[];
  form: Returned;
}

/** Where somebody takes a copy of what is theirs. */
export function CopyPage({ page, proof, copies, form }: CopyPageProps) {
  const { t, community, zone, now } = page;
  const base = community?.base ?? "";
  return (
    <Layout page={page} title={t("exports.title")}>
      <Heading
        title={t("exports.title")}
        lead={t("exports.lead")}
        back={{ href: `${base}/privacy`, label: t("privacy.title") }}
      />
      <section aria-labelledby="take-title" class="card-plain mb-6 p-5">
        <h2 id="take-title" class="mb-3">
          {t("exports.take.title")}
        </h2>
        {proof === "link" ? (
          <p class="mb-4">{t("exports.link.only")}</p>
        ) : (
          // The answer is a file, which the browser has to take by itself.
          <form method="post" action={`${base}/privacy/copy`} data-turbo="false">
            <FormFaults form={form} t={t} refusal={form.refusal} />
            {proof === "password" && (
              <TextField
                name="password"
                type="password"
                label={t("exports.password")}
                hint={t("exports.password.hint")}
                form={form}
                autocomplete="current-password"
                maxlength={200}
                required
              />
            )}
            <button type="submit" class="btn btn-primary">
              <Icon name="download" class="size-4" />
              {t("exports.take")}
            </button>
            <p class="quiet mt-3 text-sm">{t("exports.take.hint", { count: mostCopies })}</p>
          </form>
        )}
        {proof !== "fresh" && (
          <form method="post" action="/sign-in/link" class={proof === "password" ? "mt-5" : ""}>
            <input type="hidden" name="email" value={page.account?.email ?? ""} />
            <input type="hidden" name="next" value={`${base}/privacy/copy`} />
            <button type="submit" class={proof === "password" ? "link" : "btn btn-primary"}>
              {t("exports.link")}
            </button>
          </form>
        )}
      </section>
      <div class="grid gap-6 sm:grid-cols-2">
        <section aria-labelledby="in-title">
          <h2 id="in-title" class="mb-2">
            {t("exports.in")}
          </h2>
          <ul class="grid list-disc gap-1.5 pl-5">
            <li>{t("exports.in.person")}</li>
            <li>{t("exports.in.meetings")}</li>
            <li>{t("exports.in.words")}</li>
            <li>{t("exports.in.money")}</li>
            <li>{t("exports.in.looks")}</li>
          </ul>
        </section>
        <section aria-labelledby="not-title">
          <h2 id="not-title" class="mb-2">
            {t("exports.not")}
          </h2>
          <ul class="grid list-disc gap-1.5 pl-5">
            <li>{t("exports.not.others")}</li>
            <li>{t("exports.not.reports")}</li>
            <li>{t("exports.not.secrets")}</li>
          </ul>
        </section>
      </div>
      {copies.length > 0 && (
        <section aria-labelledby="before-title" class="mt-8">
          <h2 id="before-title" class="mb-2">
            {t("exports.before")}
          </h2>
          <ul class="grid gap-1">
            {copies.map((at) => (
              <li>{`${dayName(at, zone, now)}, ${clockTime(at, zone)}`}</li>
            ))}
          </ul>
          <p class="quiet mt-2 text-sm">{t("exports.before.hint")}</p>
        </section>
      )}
    </Layout>
  );
}
