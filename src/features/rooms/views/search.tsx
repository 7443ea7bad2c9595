import { Layout } from "#ui/layout.tsx";
import { SearchBar } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";
import { clockTime, dayName } from "#ui/when.ts";
import type { Room } from "../queries/rooms.ts";
import type { Found } from "../queries/search.ts";
import { marked, type Sought } from "../searching.ts";
import { nameIn } from "./parts.tsx";

interface SearchProps {
  page: Page;
  room: Room;
  q: string;
  sought: Sought | null;
  found: readonly Found[];
  /** The number before which there is more. */
  more: number | null;
  /** Where the room is read. */
  path: string;
}

/** What was said in a room with some words in it, each leading to where it was said. */
export function SearchPage({ page, room, q, sought, found, more, path }: SearchProps) {
  const { t, zone, now, community } = page;
  const here = `${community?.base}/rooms/${room.id}/search`;
  return (
    <Layout page={page} title={`${t("rooms.search")} · ${room.name}`}>
      <Heading title={t("rooms.search")} back={{ href: path, label: room.name }} />
      <SearchBar t={t} action={here} label={t("rooms.search.label")} query={q} clear={q ? here : undefined} />
      {sought && found.length === 0 && <p role="status">{t("rooms.search.none", { q })}</p>}
      {!sought && <p class="quiet">{t("rooms.search.hint")}</p>}
      <ol class="grid gap-2.5">
        {found.map(({ number, author, own, text, created_at }) => (
          <li>
            <a
              href={`${path}?at=${number}#line-${number}`}
              class="card-plain hover:border-primary block px-4 py-3"
            >
              <span class="flex flex-wrap items-baseline gap-x-2 text-sm">
                <span class="font-semibold">{own ? t("messages.you") : nameIn(t, author)}</span>
                <time datetime={created_at.toString()} class="quiet">
                  {dayName(created_at, zone, now)}, {clockTime(created_at, zone)}
                </time>
              </span>
              <span class="mt-1 line-clamp-3 wrap-anywhere">
                {sought &&
                  marked(text, sought).map((piece) =>
                    piece.found ? (
                      <mark class="bg-accent text-accent-content rounded px-0.5">{piece.text}</mark>
                    ) : (
                      piece.text
                    ),
                  )}
              </span>
            </a>
          </li>
        ))}
      </ol>
      {more !== null && (
        <p class="mt-5">
          <a href={`${here}?${new URLSearchParams({ q, before: String(more) })}`} class="btn">
            {t("rooms.search.more")}
          </a>
        </p>
      )}
    </Layout>
  );
}
