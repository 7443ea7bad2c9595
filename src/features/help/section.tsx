import type { Visit } from "../visits/visit.ts";
import { NeedHelp } from "./views/contact.tsx";

/** "Need Help?" with the way to ask, as a part of a page of somebody who belongs to the community. */
export const helpSection = ({ page }: Visit) => <NeedHelp page={page} />;
