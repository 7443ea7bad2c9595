import type { Scoped } from "#platform/database/scope.ts";
import type { Sent } from "#platform/http/form.ts";
import { amountText } from "#platform/money.ts";
import type { FormState } from "#ui/forms.tsx";
import { localDate, localMinute } from "../availability/index.ts";
import type { Visit } from "../visits/visit.ts";
import type { Choices } from "./choices.ts";
import { lookAt, type Seen } from "./look.ts";
import type { Group } from "./queries.ts";

type Values = FormState["values"];

const single = (values: Values, name: string): string => {
  const value = values[name];
  return typeof value === "string" ? value : (value?.[0] ?? "");
};

const several = (values: Values, name: string): readonly string[] => {
  const value = values[name];
  return typeof value === "string" ? (value === "" ? [] : [value]) : (value ?? []);
};

/** What both forms send, as the actions take it. */
export const sentGroup = (form: Sent) => ({
  name: form.text("name"),
  topic: form.text("topic"),
  focus: form.text("focus"),
  description: form.text("description"),
  experienceId: form.text("experienceId"),
  coHosts: [...form.texts("coHosts")].filter((id) => id !== ""),
  date: form.text("date"),
  time: form.text("time"),
  minutes: form.text("minutes"),
  where: form.text("where"),
  link: form.text("link"),
  seats: form.text("seats"),
  price: form.text("price"),
  private: form.text("private") === "on",
  anyway: form.text("anyway") === "on",
});

/** The fields that the page which looks at a time takes from its address. */
const timing = ["date", "time", "minutes", "where", "weeks", "anyway", "without", "hostId"];

/** What an address says of when, where and by whom: that of the page that looks at a time while it is typed. */
export function timingIn(query: URLSearchParams): Values {
  const single = timing.flatMap((name) => (query.has(name) ? [[name, query.get(name) ?? ""] as const] : []));
  return {
    ...Object.fromEntries(single),
    ...(query.has("date") ? { coHosts: query.getAll("coHosts") } : {}),
  };
}

/** What an empty form begins with: the first format's length, online in a room of ours. */
export const freshValues = ({ formats: [format] }: Choices, hostId: string): Values => ({
  hostId,
  formatId: format?.id ?? "",
  minutes: String(format?.minutes ?? 60),
  where: format && !format.ways.includes("online") ? "" : "room",
  seats: "8",
  weeks: "1",
  private: "",
});

/** What is stored of a group meeting, as it would be typed on its host's clock. */
export function storedValues(group: Group): Values {
  const date = localDate(group.hostZone, group.start);
  const minute = localMinute(group.hostZone, group.start);
  const { hour, minute: minutes } = { hour: Math.floor(minute / 60), minute: minute % 60 };
  return {
    name: group.name,
    topic: group.topic,
    focus: group.focus,
    description: group.description,
    experienceId: group.experience?.id ?? "",
    coHosts: group.coHosts.map(({ id }) => id),
    hostId: group.host.id,
    formatId: group.formatId,
    date: new Temporal.PlainDate(1970, 1, 1).add({ days: date }).toString(),
    time: `${String(hour).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`,
    minutes: String(group.end - group.start),
    where: group.link ? "link" : (group.location?.id ?? "room"),
    link: group.link ?? "",
    seats: String(group.seats),
    price: group.price ? amountText(group.price) : "",
    private: group.private ? "on" : "",
  };
}

/** What stands against the time in a form, on the clock of whoever is its host there. */
export function seeTimes(
  trx: Scoped,
  visit: Visit,
  values: Values,
  about: { choices: Choices; zone: string; hostId: string; movedMeetingId?: string },
): Promise<Seen> {
  const weeks = Number(single(values, "weeks"));
  const typed = {
    date: single(values, "date"),
    time: single(values, "time"),
    minutes: single(values, "minutes"),
    where: single(values, "where") || "room",
    // Where to join has no part in whether the time is free.
    link: single(values, "link") || "https://",
    anyway: single(values, "anyway") === "on",
    weeks: Number.isInteger(weeks) && weeks >= 1 && weeks <= 53 ? weeks : 1,
    zone: about.zone,
  };
  const coHosts = several(values, "coHosts").filter((id) =>
    about.choices.hosts.some((host) => host.id === id),
  );
  const { choices, movedMeetingId } = about;
  return lookAt(trx, visit, {
    typed,
    hosts: [...new Set([about.hostId, ...coHosts])],
    choices,
    movedMeetingId,
  });
}
