import type { Page } from "#ui/page.ts";
import { LinkRow } from "#ui/parts.tsx";
import { wayIcon } from "#ui/ways.ts";
import { StepFrame } from "./frame.tsx";

export interface LocationChoice {
  id: string;
  name: string;
  way: string;
  details: string;
}

interface LocationsProps {
  page: Page;
  back: string;
  when: string;
  locations: readonly LocationChoice[];
  pathOf: (location: LocationChoice) => string;
  weekly?: boolean;
}

/** "Where would you like to meet?": the places that are open and not full at that time. */
export function LocationsPage({ page, back, when, locations, pathOf, weekly }: LocationsProps) {
  const { t } = page;
  return (
    <StepFrame
      page={page}
      step="location"
      title={t("booking.location.title")}
      lead={t("booking.location.prompt")}
      back={back}
      weekly={weekly}
    >
      <p class="quiet mb-4">{when}</p>
      <ul class="grid gap-3">
        {locations.map((location) => (
          <li>
            <LinkRow
              href={pathOf(location)}
              icon={wayIcon[location.way]}
              title={location.name}
              detail={location.way === "in_person" && location.details ? location.details : undefined}
            />
          </li>
        ))}
      </ul>
    </StepFrame>
  );
}
