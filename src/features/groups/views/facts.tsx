import { instantOf } from "#platform/clock.ts";
import { moneyWords } from "#platform/money.ts";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { wayIcon } from "#ui/ways.ts";
import { minutesAsWords, span, zoneName } from "#ui/when.ts";
import { nameOf } from "../../people/person.ts";
import type { Group } from "../queries.ts";

/** When, where, with whom, for how much, and what it is about. */
export function Facts({ page, group, sure }: { page: Page; group: Group; sure: boolean }) {
  const { t, zone, now } = page;
  const [start, end] = [instantOf(group.start), instantOf(group.end)];
  const hosts = [group.host, ...group.coHosts].map(nameOf).join(", ");
  return (
    <section class="card-plain mb-6 p-5">
      <p class="flex items-start gap-3 text-lg font-semibold">
        <Icon name="calendar" class="text-primary mt-0.5 size-6" />
        <span>
          {span(start, end, zone, now)}
          <span class="quiet block text-sm font-normal">
            {zoneName(zone, start)} · {minutesAsWords(group.end - group.start)}
          </span>
        </span>
      </p>
      <Place page={page} group={group} sure={sure} />
      <p class="mt-4 flex items-start gap-3">
        <Icon name="users" class="text-primary mt-0.5 size-6" />
        <span>
          <span class="quiet block text-sm">{t("groups.given")}</span>
          <span class="font-medium">{hosts}</span>
        </span>
      </p>
      <p class="mt-4 flex items-start gap-3 font-medium">
        <Icon name="wallet" class="text-primary mt-0.5 size-6" />
        {group.price ? t("groups.price", { price: moneyWords(group.price) }) : t("groups.free")}
      </p>
      {group.focus && (
        <p class="mt-4 flex items-start gap-3">
          <Icon name="heart" class="text-primary mt-0.5 size-6" />
          <span>
            <span class="quiet block text-sm">{t("groups.focus")}</span>
            {group.focus}
          </span>
        </p>
      )}
      {group.description && (
        <p class="border-base-300 mt-5 border-t pt-5 wrap-anywhere whitespace-pre-line">
          {group.description}
        </p>
      )}
    </section>
  );
}

/** Where it is; where exactly to join is behind its door, for those who have a place. */
function Place({ page: { t }, group, sure }: { page: Page; group: Group; sure: boolean }) {
  const { location, way } = group;
  return (
    <div class="mt-4 flex items-start gap-3">
      <Icon name={wayIcon[way] ?? "mapPin"} class="text-primary mt-0.5 size-6" />
      <div>
        <p class="font-medium">{location?.name ?? t("groups.where.online")}</p>
        {location?.details && <p class="quiet text-sm whitespace-pre-line">{location.details}</p>}
        {way === "online" && !sure && <p class="quiet text-sm">{t("groups.where.later")}</p>}
      </div>
    </div>
  );
}
