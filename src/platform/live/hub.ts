import type { Role } from "../action.ts";
import { Recent } from "./recent.ts";
import type { Touch } from "./touch.ts";

/** What a page has to ask again for: everything, where it is not known what it missed. */
export type Missed = readonly string[] | "everything";

/** A page somebody has open. What it listens for says what is of use to it, never what it may know. */
export interface Listener {
  readonly communityId: string;
  readonly personId: string;
  /** May become others while it listens. */
  roles: ReadonlySet<Role>;
  readonly about: ReadonlySet<string>;
  hear(missed: Missed): void;
  /** It is listened to no more, and its connection can be closed. */
  end(why: "crowded" | "stopping"): void;
}

/** Pages that one person can have open at once; a browser shows few, and closes what it does not show. */
const mostPages = 6;

/** Who listens in this process, and what it has heard of lately. Without any input or output. */
export class Hub {
  readonly #communities = new Map<string, Map<string, Set<Listener>>>();
  readonly #recent: Recent;

  /** `now` in milliseconds. */
  constructor(now: () => number = Date.now) {
    this.#recent = new Recent(now);
  }

  /** Marks the moment from which on a page, when it listens at last, has to be told what it missed. Taken before the page reads. */
  stamp(): string {
    return this.#recent.stamp();
  }

  /** From now on every touch arrives here. What was touched before is not known: every page asks once. */
  hearsAgain(): void {
    this.#recent.begin();
    for (const listener of this.#everybody()) listener.hear("everything");
  }

  /** From now on touches get lost. */
  hearsNothing(): void {
    this.#recent.end();
  }

  /** Tells those whom a touch names, or whose role it names, as far as they listen for it. */
  take(touch: Touch): void {
    this.#recent.add(touch);
    const people = this.#communities.get(touch.communityId);
    if (!people) return;
    const named = touch.people.flatMap((id) => [...(people.get(id) ?? [])]);
    const byRole = touch.roles?.length ? [...people.values()].flatMap((pages) => [...pages]) : [];
    for (const listener of new Set([...named, ...byRole])) {
      const about = heardBy(listener, touch);
      if (about.length > 0) listener.hear(about);
    }
  }

  /**
   * Lets a page listen until the function it is given is called, and first tells it what it missed since its stamp. The oldest page
   * of a person with too many is ended.
   */
  join(listener: Listener, stamp: string): () => void {
    const { communityId, personId } = listener;
    const missed = this.#recent.since(stamp, (touch) => heardBy(listener, touch));
    if (missed.length > 0) listener.hear(missed);
    const people = this.#communities.get(communityId) ?? new Map<string, Set<Listener>>();
    const pages = people.get(personId) ?? new Set<Listener>();
    this.#communities.set(communityId, people);
    people.set(personId, pages);
    const [oldest] = pages;
    if (oldest && pages.size >= mostPages) {
      pages.delete(oldest);
      oldest.end("crowded");
    }
    pages.add(listener);
    return () => {
      pages.delete(listener);
      if (pages.size > 0 || people.get(personId) !== pages) return;
      people.delete(personId);
      if (people.size === 0 && this.#communities.get(communityId) === people)
        this.#communities.delete(communityId);
    };
  }

  /** How many pages listen. */
  get size(): number {
    return this.#everybody().length;
  }

  endAll(): void {
    for (const listener of this.#everybody()) listener.end("stopping");
  }

  #everybody(): Listener[] {
    return [...this.#communities.values()].flatMap((people) =>
      [...people.values()].flatMap((pages) => [...pages]),
    );
  }
}

/** What of a touch this listener may hear of and listens for. */
function heardBy({ communityId, personId, roles, about }: Listener, touch: Touch): string[] {
  if (touch.communityId !== communityId) return [];
  if (!touch.people.includes(personId) && !touch.roles?.some((role) => roles.has(role))) return [];
  return touch.about.filter((word) => about.has(word));
}
