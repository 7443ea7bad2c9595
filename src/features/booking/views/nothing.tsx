import { Notice } from "#ui/parts.tsx";
import type { Visit } from "../../visits/visit.ts";
import type { Steps } from "../path.ts";
import type { MonthOfTimes } from "../search.ts";

export function Nothing({ visit }: { visit: Visit; found: MonthOfTimes; steps: Steps }) {
  return <Notice>{visit.t("booking.time.none")}</Notice>;
}
