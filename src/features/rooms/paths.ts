/** Where a room is, below the community's address. */
export const roomPath = (base: string, id: string): string => `${base}/rooms/${id}`;

/** Where the latest of a room is read: by its people on its own page, by a coordinator who is not in it where looking is written down. */
export const readingPath = (base: string, id: string, looking: boolean): string =>
  looking ? `${roomPath(base, id)}/look` : roomPath(base, id);
