/** The addresses under which places of a group meeting are taken and given up; `base` is where the community's pages begin. */
export const seatPaths = (base: string, meetingId: string) => {
  const group = `${base}/groups/${meetingId}`;
  return {
    group,
    register: `${group}/register`,
    wait: `${group}/wait`,
    accept: `${group}/accept`,
    leave: `${group}/leave`,
    /** Where a host takes somebody out. */
    remove: (personId: string) => `${group}/places/${personId}/remove`,
    pay: `${base}/meetings/${meetingId}/pay`,
  };
};
