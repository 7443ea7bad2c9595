import archive from "lucide-static/icons/archive.svg?raw";
import arrowLeft from "lucide-static/icons/arrow-left.svg?raw";
import bell from "lucide-static/icons/bell.svg?raw";
import book from "lucide-static/icons/book-open.svg?raw";
import calendar from "lucide-static/icons/calendar.svg?raw";
import calendarPlus from "lucide-static/icons/calendar-plus.svg?raw";
import chart from "lucide-static/icons/chart-column.svg?raw";
import check from "lucide-static/icons/check.svg?raw";
import chevronDown from "lucide-static/icons/chevron-down.svg?raw";
import chevronLeft from "lucide-static/icons/chevron-left.svg?raw";
import chevronRight from "lucide-static/icons/chevron-right.svg?raw";
import clock from "lucide-static/icons/clock.svg?raw";
import creditCard from "lucide-static/icons/credit-card.svg?raw";
import door from "lucide-static/icons/door-open.svg?raw";
import download from "lucide-static/icons/download.svg?raw";
import ellipsis from "lucide-static/icons/ellipsis.svg?raw";
import eye from "lucide-static/icons/eye.svg?raw";
import file from "lucide-static/icons/file-spreadsheet.svg?raw";
import flag from "lucide-static/icons/flag.svg?raw";
import hand from "lucide-static/icons/hand.svg?raw";
import heart from "lucide-static/icons/heart-handshake.svg?raw";
import home from "lucide-static/icons/house.svg?raw";
import inbox from "lucide-static/icons/inbox.svg?raw";
import info from "lucide-static/icons/info.svg?raw";
import language from "lucide-static/icons/languages.svg?raw";
import lifebuoy from "lucide-static/icons/life-buoy.svg?raw";
import lightbulb from "lucide-static/icons/lightbulb.svg?raw";
import list from "lucide-static/icons/list.svg?raw";
import lock from "lucide-static/icons/lock.svg?raw";
import exit from "lucide-static/icons/log-out.svg?raw";
import mail from "lucide-static/icons/mail.svg?raw";
import mapPin from "lucide-static/icons/map-pin.svg?raw";
import message from "lucide-static/icons/message-circle.svg?raw";
import messages from "lucide-static/icons/messages-square.svg?raw";
import paperclip from "lucide-static/icons/paperclip.svg?raw";
import pencil from "lucide-static/icons/pencil.svg?raw";
import phone from "lucide-static/icons/phone.svg?raw";
import plus from "lucide-static/icons/plus.svg?raw";
import search from "lucide-static/icons/search.svg?raw";
import send from "lucide-static/icons/send.svg?raw";
import settings from "lucide-static/icons/settings.svg?raw";
import shapes from "lucide-static/icons/shapes.svg?raw";
import star from "lucide-static/icons/star.svg?raw";
import trash from "lucide-static/icons/trash-2.svg?raw";
import alert from "lucide-static/icons/triangle-alert.svg?raw";
import undo from "lucide-static/icons/undo-2.svg?raw";
import upload from "lucide-static/icons/upload.svg?raw";
import user from "lucide-static/icons/user.svg?raw";
import userPlus from "lucide-static/icons/user-plus.svg?raw";
import users from "lucide-static/icons/users.svg?raw";
import video from "lucide-static/icons/video.svg?raw";
import wallet from "lucide-static/icons/wallet.svg?raw";
import cross from "lucide-static/icons/x.svg?raw";
import { remembered } from "#platform/remember.ts";
import { html, raw } from "#ui/markup.ts";

const icons = {
  chart,
  door,
  flag,
  messages,
  star,
  userPlus,
  hand,
  alert,
  archive,
  arrowLeft,
  bell,
  book,
  calendar,
  calendarPlus,
  check,
  chevronDown,
  chevronLeft,
  chevronRight,
  clock,
  creditCard,
  cross,
  download,
  ellipsis,
  exit,
  eye,
  file,
  heart,
  home,
  inbox,
  info,
  language,
  lifebuoy,
  lightbulb,
  list,
  lock,
  mail,
  mapPin,
  message,
  paperclip,
  pencil,
  phone,
  plus,
  search,
  send,
  settings,
  shapes,
  trash,
  undo,
  upload,
  user,
  users,
  video,
  wallet,
} as const;

export type IconName = keyof typeof icons;

/** What is inside of an icon's drawing. */
const inner = remembered(1_000, (name: IconName) =>
  raw(
    icons[name]
      .replace(/<!--.*?-->/s, "")
      .replace(/^.*?<svg[^>]*>/s, "")
      .replace(/<\/svg>\s*$/, "")
      .replace(/\s+/g, " ")
      .trim(),
  ),
);

type Drawing = ReturnType<typeof html>;

/** Every page has a dozen: as text, made once for each name and class, they cost a page nothing. */
const drawings = new Map<string, Drawing>();

/** A drawing beside words, hidden from screen readers; with `label` it speaks for itself. */
export function Icon({
  name,
  label,
  class: className = "size-5",
}: {
  name: IconName;
  label?: string;
  class?: string;
}): Drawing {
  if (label) return drawn(name, className, html`role="img" aria-label="${label}"`);
  const key = `${name} ${className}`;
  const drawing = drawings.get(key) ?? drawn(name, className, raw('aria-hidden="true"'));
  drawings.set(key, drawing);
  return drawing;
}

const drawn = (name: IconName, className: string, spoken: Drawing): Drawing =>
  html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" class="inline-block shrink-0 ${className}" ${spoken}>${inner(name)}</svg>`;
