/** What a service is: for anyone, somebody's own, a course with a number, or a topic. */
export type ServiceKind = "generic" | "own" | "course" | "topic";

/** Tells the kind. `owners` are those whose own it is, by mark or by its name. */
export function kindOf(service: {
  generic: boolean;
  number: string;
  owners: readonly string[];
}): ServiceKind {
  if (service.generic) return "generic";
  if (service.owners.length > 0) return "own";
  return service.number === "" ? "topic" : "course";
}
