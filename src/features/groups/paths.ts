/** Where the page of a group meeting is; `base` is where the community's pages begin. */
export const groupPath = (base: string, id: string): string => `${base}/groups/${id}`;

/** The addresses of a group meeting's pages. */
export const groupPaths = (base: string, id: string) => {
  const group = groupPath(base, id);
  return {
    list: `${base}/groups`,
    own: `${base}/meetings`,
    group,
    calendar: `${group}/calendar.ics`,
    edit: `${group}/edit`,
    cancel: `${group}/cancel`,
    invitations: `${group}/invitations`,
    another: `${base}/groups/new?like=${id}`,
  };
};
