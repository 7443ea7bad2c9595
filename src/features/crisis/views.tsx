import type { Child } from "hono/jsx";
import { Icon, type IconName } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading, LinkRow } from "#ui/parts.tsx";
import type { Translate } from "../../words/translate.ts";
import type { CrisisCountry, CrisisLine } from "./lines.ts";
import { dialled } from "./rules.ts";

interface CrisisProps {
  page: Page;
  country: CrisisCountry | null;
  /** Codes of every country there is something for. */
  codes: readonly string[];
  worldwide: readonly { readonly name: string; readonly url: string }[];
  /** "22 November 2026" */
  reviewed: string;
}

const countryName = new Intl.DisplayNames(["en"], { type: "region" });
const languageName = new Intl.DisplayNames(["en"], { type: "language" });
const conjunction = new Intl.ListFormat("en", { type: "conjunction" });

/** Whom to call or write to. Asks nothing of anybody and nothing of the database. */
export function CrisisPage({ page, country, codes, worldwide, reviewed }: CrisisProps) {
  const { t } = page;
  const name = country ? (countryName.of(country.country) ?? country.country) : null;
  return (
    <Layout page={page} title={t("crisis.title")} header={<QuickExit t={t} />}>
      <Heading title={t("crisis.title")} lead={t("crisis.lead")} />
      <Emergency t={t} number={country?.emergency} />
      {country && name && (
        <section aria-labelledby="lines" class="mb-8">
          <h2 id="lines" class="mb-3">
            {name}
          </h2>
          <ul class="grid gap-4">
            {country.lines.map((line) => (
              <li>
                <Line t={t} line={line} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="worldwide" class="mb-8">
        <h2 id="worldwide" class="mb-3">
          {t("crisis.everywhere")}
        </h2>
        <ul class="grid gap-3">
          {worldwide.map(({ name, url }) => (
            <li>
              <LinkRow href={url} icon="search" title={name} detail={t("crisis.visit")} />
            </li>
          ))}
        </ul>
      </section>
      <nav aria-labelledby="countries" class="mb-8">
        <h2 id="countries" class="mb-3">
          {country ? t("crisis.country") : t("crisis.country.choose")}
        </h2>
        <ul class="flex flex-wrap gap-2">
          {named(codes).map(({ code, name }) => (
            <li>
              <a
                href={`/crisis?country=${code}`}
                aria-current={code === country?.country ? "page" : undefined}
                class="btn aria-[current]:btn-primary font-medium"
              >
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p class="quiet text-sm">{t("crisis.reviewed", { date: reviewed })}</p>
    </Layout>
  );
}

const named = (codes: readonly string[]) =>
  codes
    .map((code) => ({ code, name: countryName.of(code) ?? code }))
    .sort((a, b) => a.name.localeCompare(b.name, "en"));

/** Stays in sight: one touch, and something harmless is on the screen. */
function QuickExit({ t }: { t: Translate }) {
  return (
    <header class="bg-base-100 border-base-300 sticky top-0 z-30 border-b">
      <div class="mx-auto flex max-w-2xl items-center justify-between gap-3 px-4 py-2">
        <a href="/" class="flex min-h-11 items-center gap-2 font-semibold">
          <Icon name="heart" class="text-primary size-6" />
          <span class="max-sm:sr-only">{t("crisis.home")}</span>
        </a>
        <a href="https://www.wikipedia.org/" rel="noreferrer" class="btn btn-neutral" data-turbo="false">
          {t("crisis.leave")}
        </a>
      </div>
    </header>
  );
}

function Emergency({ t, number }: { t: Translate; number: string | undefined }) {
  return (
    <div class="bg-warning text-warning-content rounded-box mb-8 flex items-start gap-3 p-4">
      <Icon name="alert" class="mt-0.5 size-5" />
      <div>
        <p class="font-semibold">{number ? t("crisis.danger", { number }) : t("crisis.danger.any")}</p>
        {number && (
          <a href={`tel:${dialled(number)}`} class="btn mt-3 min-h-12">
            <Icon name="phone" />
            {t("crisis.call", { number })}
          </a>
        )}
      </div>
    </div>
  );
}

function Line({ t, line }: { t: Translate; line: CrisisLine }) {
  const { name, phone, text, chat, hours, languages, source } = line;
  const open = hours === "always" ? t("crisis.always") : t("crisis.hours", hours);
  const spoken = conjunction.format(languages.map((code) => languageName.of(code) ?? code));
  return (
    <article class="card-plain p-5">
      <h3 class="text-lg">{name}</h3>
      <p class="quiet mt-1 mb-4">
        {open}
        {languages.length > 0 && ` · ${t("crisis.languages", { languages: spoken })}`}
      </p>
      <div class="grid gap-2">
        {phone && (
          <Way href={`tel:${dialled(phone)}`} icon="phone" main>
            {t("crisis.call", { number: phone })}
          </Way>
        )}
        {text && (
          <Way href={smsTo(text)} icon="message" main={!phone}>
            {text.word
              ? t("crisis.text", { word: text.word, number: text.number })
              : t("crisis.text.any", { number: text.number })}
          </Way>
        )}
        {chat && (
          <Way href={chat} icon="inbox">
            {t("crisis.chat")}
          </Way>
        )}
      </div>
      <p class="mt-3 text-sm">
        <a href={source} class="link-plain quiet inline-flex min-h-11 items-center" rel="noreferrer">
          {t("crisis.source", { host: new URL(source).hostname.replace(/^www\./, "") })}
        </a>
      </p>
    </article>
  );
}

const smsTo = ({ number, word }: { number: string; word?: string }): string =>
  `sms:${dialled(number)}${word ? `?&body=${encodeURIComponent(word)}` : ""}`;

function Way({
  href,
  icon,
  main = false,
  children,
}: {
  href: string;
  icon: IconName;
  main?: boolean;
  children: Child;
}) {
  return (
    <a
      href={href}
      rel="noreferrer"
      class={`btn h-auto min-h-12 justify-start gap-3 py-2 text-left text-base ${main ? "btn-primary" : ""}`}
    >
      <Icon name={icon} />
      {children}
    </a>
  );
}
