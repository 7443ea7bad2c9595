import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { Badge } from "#ui/parts.tsx";
import { displayName } from "../../people/person.ts";
import type { ProviderCard } from "../queries.ts";
import { StepFrame } from "./frame.tsx";

interface ProvidersProps {
  page: Page;
  back: string;
  when: string;
  providers: readonly ProviderCard[];
  pathOf: (provider: ProviderCard) => string;
  /** Lets Kith choose fairly; null when there is nothing to choose. */
  anyPath: string | null;
  weekly: boolean;
}

/** "Available <providers>": who is free then. A click shows who it is; then one is selected. */
export function ProvidersPage(props: ProvidersProps) {
  const { page, back, when, providers, pathOf, anyPath, weekly } = props;
  const { t } = page;
  return (
    <StepFrame
      page={page}
      step="provider"
      title={t("booking.provider.title")}
      lead={t("booking.provider.prompt")}
      back={back}
      weekly={weekly}
    >
      <p class="mb-4 flex items-center gap-2 font-medium">
        <Icon name="clock" class="text-primary size-5" />
        {when}
      </p>
      <ul class="grid gap-3">
        {providers.map((provider) => (
          <li>
            <Card page={page} provider={provider} path={pathOf(provider)} open={providers.length === 1} />
          </li>
        ))}
      </ul>
      {anyPath && (
        <a href={anyPath} rel="nofollow" class="btn mt-4 w-full sm:w-auto">
          <Icon name="users" class="size-4" />
          {t("booking.provider.any")}
        </a>
      )}
    </StepFrame>
  );
}

function Card({
  page,
  provider,
  path,
  open,
}: {
  page: Page;
  provider: ProviderCard;
  path: string;
  open: boolean;
}) {
  const { t } = page;
  const name = displayName({
    firstName: provider.first_name,
    lastName: provider.last_name,
    email: provider.email,
  });
  return (
    <details class="card-plain group" open={open}>
      <summary class="flex min-h-16 cursor-pointer list-none items-center gap-4 px-4 py-3 [&::-webkit-details-marker]:hidden">
        <Initials name={name} />
        <span class="min-w-0 flex-1 font-semibold break-words">{name}</span>
        <Icon name="chevronDown" class="quiet size-5 group-open:rotate-180" />
      </summary>
      <div class="border-base-300 border-t px-4 py-4">
        <p class="mb-4 whitespace-pre-line">{provider.bio || t("booking.provider.noBio", { name })}</p>
        {provider.experiences.length > 0 && (
          <div class="mb-4">
            <p class="quiet mb-1.5 text-sm">{t("booking.provider.experiences")}</p>
            <ul class="flex flex-wrap gap-2">
              {provider.experiences.map((experience) => (
                <li>
                  <Badge>{experience}</Badge>
                </li>
              ))}
            </ul>
          </div>
        )}
        <a href={path} class="btn btn-primary w-full sm:w-auto">
          {t("booking.provider.select", { name })}
        </a>
      </div>
    </details>
  );
}

export function Initials({ name }: { name: string }) {
  const letters = name
    .split(/\s+/)
    .map((part) => part.charAt(0).toUpperCase())
    .slice(0, 2)
    .join("");
  return (
    <span
      aria-hidden="true"
      class="bg-secondary text-secondary-content flex size-11 shrink-0 items-center justify-center rounded-full font-semibold"
    >
      {letters}
    </span>
  );
}
