import { Icon } from "#ui/icons.tsx";
import { html } from "#ui/markup.ts";
import type { Page } from "#ui/page.ts";
import { popupFrame } from "#ui/popup.tsx";
import { clockTime, dayName } from "#ui/when.ts";
import type { Place } from "../lines.ts";
import { called } from "../names.ts";
import type { Room } from "../queries/rooms.ts";
import type { Line } from "../queries/stream.ts";
import { nameIn } from "./parts.tsx";

export interface ShownLine extends Line {
  readonly own: boolean;
  readonly place: Place;
  /** What a search led to. */
  readonly sought: boolean;
}

interface LineProps {
  page: Page;
  room: Room;
  line: ShownLine;
  looking: boolean;
}

const divider = "flex items-center gap-3 my-3 text-sm before:h-px before:flex-1 after:h-px after:flex-1";
const plain = `${divider} quiet before:bg-base-300 after:bg-base-300`;
const fresh = `${divider} text-primary font-semibold before:bg-primary/40 after:bg-primary/40`;
const bubble = "rounded-box max-w-[85%] min-w-0 px-3.5 py-2 sm:max-w-[75%]";

/** One line of what is said. As templates: there are fifty on a page. */
export function LineItem({ page, room, line, looking }: LineProps) {
  const { t, zone, now } = page;
  const { number, own, place, created_at } = line;
  const author = own ? t("messages.you") : nameIn(t, line.author);
  const time = clockTime(created_at, zone);
  const moderator = line.moderator
    ? html` <span class="quiet font-normal">${t("rooms.moderator")}</span>`
    : "";
  const name = place.head
    ? html`<p class="mt-3 mb-1 flex flex-wrap items-baseline gap-x-2 px-1 text-sm ${own ? "justify-end" : ""}"><span class="font-semibold">${author}</span>${moderator}<time datetime="${created_at.toString()}" class="quiet">${time}</time></p>`
    : html`<span class="sr-only">${author}: </span>`;
  const day = place.newDay ? html`<p class="${plain}">${dayName(created_at, zone, now)}</p>` : "";
  // Stays where it is while the page renews itself, when everything has been seen meanwhile.
  const mark = place.firstNew
    ? html`<p id="first-new" data-turbo-permanent class="${fresh}">${t("rooms.new")}</p>`
    : "";
  const look = line.sought
    ? "bg-warning text-warning-content"
    : own
      ? "bg-secondary text-secondary-content"
      : "bg-base-200";
  const more = line.removed
    ? ""
    : html`<a href="${moreOf(page, room, number)}" data-turbo-frame="${popupFrame}" id="more-${number}" rel="nofollow" class="btn btn-ghost quiet size-9 p-0 font-normal" aria-label="${t("rooms.more", { name: author, time })}">⋯</a>`;
  return html`<li id="line-${number}">${day}${mark}${name}<div class="mb-1 flex items-center gap-0.5 ${own ? "flex-row-reverse" : ""}"><div class="${bubble} ${look}">${Said({ page, room, line, looking })}</div>${more}</div></li>`;
}

const moreOf = ({ community }: Page, room: Room, number: number): string =>
  `${community?.base}/rooms/${room.id}/messages/${number}`;

function Said({ page, room, line }: LineProps) {
  const { t, community } = page;
  if (line.removed) return html`<p class="quiet italic">${t("rooms.gone")}</p>`;
  if (line.file_id) {
    const path = `${community?.base}/rooms/${room.id}/files/${line.file_id}`;
    return html`<a href="${path}" data-turbo="false" download class="link flex min-h-9 items-center gap-2 font-medium">${Icon({ name: "download", class: "size-4 shrink-0" })}<span class="wrap-anywhere">${line.file_name}</span></a>`;
  }
  const pieces = called(line.text, line.own ? null : room.ownName);
  return html`<p class="wrap-anywhere whitespace-pre-wrap">${pieces.map(({ text, me }) =>
    me ? html`<strong class="bg-accent text-accent-content rounded px-1">${text}</strong>` : text,
  )}</p>`;
}
