import { groupPath } from "../groups/paths.ts";

/** Where a meeting's page is, and what of it is about who comes. `base` is where the community's pages begin. */
export const attendancePaths = (base: string, { id, group }: { id: string; group: boolean }) => {
  const meeting = `${base}/meetings/${id}`;
  return {
    page: group ? groupPath(base, id) : meeting,
    join: `${meeting}/join`,
    leave: `${meeting}/leave`,
    attendance: `${meeting}/attendance`,
    feedback: `${meeting}/feedback`,
    notes: `${meeting}/notes`,
  };
};
