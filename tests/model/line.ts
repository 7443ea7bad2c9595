/** A group meeting's places as anybody would keep them on a sheet of paper. Times are epoch minutes. */
export interface Sheet {
  seats: number;
  readonly start: number;
  readonly end: number;
  readonly priced: boolean;
  /** How long a freed place is kept, and how long one that waits for its payment. */
  readonly offerMinutes: number;
  readonly holdMinutes: number;
  now: number;
  readonly held: Map<number, { state: "offered" | "unpaid" | "registered"; until: number }>;
  /** Those who wait, the first first. */
  line: number[];
}

/** How somebody stands: what the real thing must say too. */
export type Stand = "none" | "waiting" | "offered" | "unpaid" | "registered";

export const standOf = (sheet: Sheet, guest: number): Stand =>
  sheet.held.get(guest)?.state ?? (sheet.line.includes(guest) ? "waiting" : "none");

const begun = ({ now, start }: Sheet): boolean => now >= start;

/** Free places go to the first of the line. */
function fill(sheet: Sheet): void {
  while (!begun(sheet) && sheet.held.size < sheet.seats) {
    const first = sheet.line.shift();
    if (first === undefined) return;
    sheet.held.set(first, {
      state: "offered",
      until: Math.min(sheet.now + sheet.offerMinutes, sheet.start),
    });
  }
}

function seat(sheet: Sheet, guest: number): string {
  const until = Math.min(sheet.now + sheet.holdMinutes, sheet.start);
  const state = sheet.priced ? "unpaid" : "registered";
  sheet.held.set(guest, { state, until });
  return state;
}

/** What each deed comes to: the state that is answered, or the reason of the refusal. */
export const deeds = {
  register(sheet: Sheet, guest: number): string {
    if (begun(sheet)) return "begun";
    const stand = standOf(sheet, guest);
    if (stand !== "none") return stand;
    return sheet.held.size >= sheet.seats || sheet.line.length > 0 ? "full" : seat(sheet, guest);
  },
  wait(sheet: Sheet, guest: number): string {
    if (begun(sheet)) return "begun";
    if (standOf(sheet, guest) === "none") sheet.line.push(guest);
    fill(sheet);
    return standOf(sheet, guest);
  },
  accept(sheet: Sheet, guest: number): string {
    if (begun(sheet)) return "begun";
    const stand = standOf(sheet, guest);
    if (stand === "registered" || stand === "unpaid") return stand;
    const own = sheet.held.get(guest);
    return own && sheet.now < own.until ? seat(sheet, guest) : "offer_over";
  },
  leave(sheet: Sheet, guest: number): string {
    const stand = standOf(sheet, guest);
    if (stand === "none") return "gone";
    if (begun(sheet)) return "begun";
    out(sheet, guest);
    return stand;
  },
  remove(sheet: Sheet, guest: number): string {
    if (standOf(sheet, guest) === "none" || sheet.now >= sheet.end) return "gone";
    out(sheet, guest);
    return "removed";
  },
  pay(sheet: Sheet, guest: number): string {
    const own = sheet.held.get(guest);
    if (own?.state === "registered") return "already";
    if (own?.state !== "unpaid") return "off";
    own.state = "registered";
    return "final";
  },
} as const;

export type Deed = keyof typeof deeds;

function out(sheet: Sheet, guest: number): void {
  sheet.held.delete(guest);
  sheet.line = sheet.line.filter((one) => one !== guest);
  fill(sheet);
}

/** There are so many places from now on; false when more are held. */
export function resize(sheet: Sheet, seats: number): boolean {
  if (seats < sheet.held.size) return false;
  sheet.seats = seats;
  fill(sheet);
  return true;
}

/** Ends what was kept long enough. */
export function keep(sheet: Sheet): void {
  for (const [guest, { state, until }] of [...sheet.held])
    if (state !== "registered" && until <= sheet.now) sheet.held.delete(guest);
  if (begun(sheet)) sheet.line = [];
  fill(sheet);
}
