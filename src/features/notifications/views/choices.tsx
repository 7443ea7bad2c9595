import type { Child } from "hono/jsx";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";
import { isMessageKey, type MessageKey } from "../../../words/translate.ts";
import type { NoticeKind } from "../notify.ts";

interface Choice {
  readonly kind: NoticeKind;
  readonly bell: boolean;
  readonly mail: boolean;
}

interface ChoicesProps {
  page: Page;
  choices: readonly Choice[];
  /** Whom a discreet letter comes from, and a usual one. */
  senders: { readonly usual: string; readonly discreet: string };
}

/** In which ways somebody is told of what, and how discreetly. */
export function ChoicesPage({ page, choices, senders }: ChoicesProps) {
  const { t, community } = page;
  const root = `${community?.base}/notifications`;
  return (
    <Layout page={page} title={t("notices.choices")}>
      <Heading
        title={t("notices.choices")}
        lead={t("notices.choices.lead")}
        back={{ href: root, label: t("notices.title") }}
      />
      {/* A whole new page: what is kept between pages may look otherwise from now on. */}
      <form method="post" action={`${root}/choices`} data-turbo="false">
        <table class="mb-10 w-full">
          <caption class="sr-only">{t("notices.choices.table")}</caption>
          <thead>
            <tr class="text-sm">
              <th scope="col" class="py-2 text-left font-medium">
                {t("notices.choices.what")}
              </th>
              <th scope="col" class="w-20 px-1 py-2 font-medium">
                {t("notices.choices.bell")}
              </th>
              <th scope="col" class="w-20 px-1 py-2 font-medium">
                {t("notices.choices.mail")}
              </th>
            </tr>
          </thead>
          <tbody>
            {choices.map((choice) => (
              <ChoiceRow page={page} choice={choice} />
            ))}
          </tbody>
        </table>
        <h2 class="mb-2">{t("notices.discreet")}</h2>
        <p class="quiet mb-4">{t("notices.discreet.lead")}</p>
        <div class="mb-4 grid gap-4 sm:grid-cols-2">
          <Sample title={t("notices.discreet.usually")} from={senders.usual}>
            <span class="font-semibold">{t("notices.discreet.sample.subject")}</span>
            <span class="quiet">{t("notices.discreet.sample.text")}</span>
          </Sample>
          <Sample title={t("notices.discreet.then")} from={senders.discreet}>
            <span class="font-semibold">{t("discreet.subject")}</span>
            <span class="quiet">
              {t("discreet.text")} {t("discreet.private")}
            </span>
          </Sample>
        </div>
        <label class="card-plain has-checked:border-primary mb-3 flex min-h-11 cursor-pointer items-start gap-3 p-4">
          <input
            type="checkbox"
            name="discreet"
            value="on"
            checked={page.discreet}
            class="toggle toggle-primary mt-0.5"
            aria-describedby="discreet-limits"
          />
          <span>
            <span class="font-medium">{t("notices.discreet.switch")}</span>
            <span class="quiet block text-sm">
              {t("notices.discreet.switch.hint", {
                appointment: t("discreet.appointment"),
                app: t("app.name"),
              })}
            </span>
          </span>
        </label>
        <p id="discreet-limits" class="quiet mb-8 text-sm">
          {t("notices.discreet.limits")}
        </p>
        <button type="submit" class="btn btn-primary max-sm:w-full">
          {t("notices.choices.save")}
        </button>
      </form>
    </Layout>
  );
}

function ChoiceRow({ page: { t }, choice }: { page: Page; choice: Choice }) {
  const { kind } = choice;
  const hint: string = `notices.kind.${kind}.hint`;
  return (
    <tr class="border-base-300 border-t">
      <th scope="row" class="py-2 pr-3 text-left font-medium">
        {t(`notices.kind.${kind}`)}
        {isMessageKey(hint) && <span class="quiet block text-sm font-normal">{t(hint)}</span>}
      </th>
      {ways.map(({ name, label }) => (
        <td class="p-0 align-middle">
          <label class="flex min-h-12 cursor-pointer items-center justify-center">
            <span class="sr-only">
              {t(`notices.kind.${kind}`)}: {t(label)}
            </span>
            <input
              type="checkbox"
              name={name}
              value={kind}
              checked={choice[name]}
              class="checkbox checkbox-primary"
            />
          </label>
        </td>
      ))}
    </tr>
  );
}

const ways = [
  { name: "bell", label: "notices.choices.bell" },
  { name: "mail", label: "notices.choices.mail" },
] as const satisfies readonly { name: string; label: MessageKey }[];

/** How a letter looks in a list of mail. */
function Sample({ title, from, children }: { title: string; from: string; children: Child }) {
  return (
    <figure class="card-plain p-4">
      <figcaption class="quiet mb-2 text-sm">{title}</figcaption>
      <div class="grid gap-1 [overflow-wrap:anywhere]">
        <span class="flex items-center gap-2 text-sm">
          <Icon name="mail" class="text-primary size-4" />
          {from}
        </span>
        {children}
      </div>
    </figure>
  );
}
