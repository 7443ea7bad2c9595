/** Members of the file, and how many codes each has: together 100,000 rows. */
export const members = 25_000;
const codesEach = 4;
export const rows = members * codesEach;
const services = 300;

/** An enrollment file as institutions have them. `shift` moves everybody on by that many codes, so that their rows are other ones. */
export function enrollmentFile(shift = 0): Uint8Array<ArrayBuffer> {
  const lines = ["Email,SSO ID,Course"];
  for (let member = 0; member < members; member++)
    for (let code = 0; code < codesEach; code++)
      lines.push(`${emailOf(member)},stu-${100_000 + member},${codeOf(member * 7 + code * 11 + shift)}`);
  return new TextEncoder().encode(`${lines.join("\n")}\n`);
}

const emailOf = (member: number): string => `first${member % 997}.last${member}@students.northgate.example`;

const codeOf = (at: number): string => `SUBJ ${1000 + (at % services)}`;

/** The services that its codes mean. */
export const servicesFile = (): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(
    [
      "Subject Abbreviation,Course Number,Course Name",
      ...Array.from({ length: services }, (_, at) => `SUBJ,${1000 + at},Course ${at}`),
      "",
    ].join("\n"),
  );
