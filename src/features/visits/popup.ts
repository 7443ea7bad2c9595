import type { Context } from "hono";
import type { MessageKey } from "../../words/translate.ts";
import { type CommunityWeb, goOn, keepNotice } from "./handlers.ts";

/** Whether this is asked for by the pop-up of a page, and not as a page of its own. */
export const inPopup = (c: Context<CommunityWeb>): boolean => c.req.header("turbo-frame") === "popup";

/**
 * After the form of a pop-up did its work: the pop-up closes, and the page below it is asked for again and shows what is new in
 * place. Without script it goes on to the page it came from.
 */
export function goOnBelow(
  c: Context<CommunityWeb>,
  to: string,
  notice: MessageKey,
  number?: number,
): Response {
  if (!inPopup(c)) return goOn(c, to, notice, number);
  keepNotice(c, notice, number);
  // No change of the page by itself: the one answer beside a redirect that a form may have.
  return c.body("", 200, { "Content-Type": "text/vnd.turbo-stream.html; charset=utf-8" });
}
