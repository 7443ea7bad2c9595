import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { Badge } from "#ui/parts.tsx";
import type { PlaceState } from "../rules.ts";
import type { SeatPaths } from "./place.tsx";

export interface Guest {
  readonly id: string;
  readonly name: string;
  readonly state: PlaceState;
}

interface PlacesProps {
  page: Page;
  paths: SeatPaths;
  seats: number;
  taken: number;
  waiting: number;
  /** Those with a place by name, then those who wait in their order. */
  guests: readonly Guest[];
}

/** For who gives a group meeting: how many places are taken, by whom, and who waits. */
export function PlacesSection({ page, paths, seats, taken, waiting, guests }: PlacesProps) {
  const { t } = page;
  return (
    <section class="card-plain mb-6 p-5" aria-labelledby="places">
      <h2 id="places" class="mb-3">
        {t("seats.places")}
      </h2>
      <p class="flex items-start gap-3 font-semibold">
        <Icon name="users" class="text-primary mt-0.5 size-6" />
        <span>{t("seats.taken", { taken, seats, waiting })}</span>
      </p>
      {guests.length > 0 && (
        <details class="mt-3">
          <summary class="link-plain flex min-h-11 cursor-pointer items-center">{t("seats.who")}</summary>
          <ul class="divide-base-300 divide-y">
            {guests.map(({ id, name, state }) => (
              <li class="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
                <span class="min-w-0 flex-1 break-words">{name}</span>
                {state !== "registered" && state !== "cancelled" && (
                  <Badge tone={state === "unpaid" ? "warn" : "plain"}>{t(`seats.state.${state}`)}</Badge>
                )}
                <a href={paths.remove(id)} class="btn btn-sm" rel="nofollow">
                  {t("seats.remove")}
                  <span class="sr-only"> {name}</span>
                </a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
