import type { Translate } from "../../../words/translate.ts";
import { noName } from "../rules.ts";

/** "12 people · 3 here now" */
export const People = ({
  t,
  room: { people, here },
}: {
  t: Translate;
  room: { people: number; here: number };
}) => (
  <>
    {t("rooms.people", { count: people })}
    {here > 0 && ` · ${t("rooms.here", { count: here })}`}
  </>
);

/** What somebody is called in a room; who was never in it, or is forgotten, has no name there. */
export const nameIn = (t: Translate, name: string | null): string =>
  name && name !== noName ? name : t("rooms.nobody");
