import type { IconName } from "./icons.tsx";

/** The drawing beside a way of meeting. */
export const wayIcon: Readonly<Record<string, IconName>> = {
  in_person: "mapPin",
  online: "video",
  phone: "phone",
  chat: "message",
};
