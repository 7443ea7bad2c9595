import type { ChangePart, Part } from "./parts.ts";
import { changeParts } from "./parts.ts";
import type { Import } from "./queries/imports.ts";

/** A list that a page offers: the findings, the meetings, or one part of the change. */
export type ListName = "findings" | "meetings" | "obstacles" | "kept" | ChangePart;

export interface OfferedList {
  readonly name: ListName;
  readonly length: number;
}

/** Lists of an import that have something in them, in the order of what to look at first. */
export function offeredLists({ review, state, failure }: Import, others: OfferedLengths): OfferedList[] {
  if (!review) return [];
  const length = (part: Part) => review.lengths[part] ?? 0;
  const lists: OfferedList[] = [
    { name: "obstacles", length: failure === "obstacles" ? others.obstacles : 0 },
    { name: "kept", length: state === "undone" ? others.kept : 0 },
    { name: "findings", length: length("findings") },
    { name: "meetings", length: length("meetings") },
    ...changeParts.map((name) => ({ name, length: length(name) })),
  ];
  return lists.filter((list) => list.length > 0);
}

export interface OfferedLengths {
  readonly obstacles: number;
  readonly kept: number;
}

/** Where the findings of one kind begin in the list of all, and how many there are. */
export function rangeOf(
  { review }: Pick<Import, "review">,
  code: string | undefined,
): { from: number; count: number } | null {
  let from = 0;
  for (const group of review?.groups ?? []) {
    if (group.code === code) return { from, count: group.count };
    from += group.count;
  }
  return null;
}
