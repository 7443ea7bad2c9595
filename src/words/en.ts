import { access } from "./en/access.ts";
import { accounts } from "./en/accounts.ts";
import { attendance } from "./en/attendance.ts";
import { availability } from "./en/availability.ts";
import { blocks } from "./en/blocks.ts";
import { booking } from "./en/booking.ts";
import { charts } from "./en/charts.ts";
import { closings } from "./en/closings.ts";
import { connections } from "./en/connections.ts";
import { crisis } from "./en/crisis.ts";
import { dashboard } from "./en/dashboard.ts";
import { demand } from "./en/demand.ts";
import { demographics } from "./en/demographics.ts";
import { earnings } from "./en/earnings.ts";
import { exports } from "./en/exports.ts";
import { feedback } from "./en/feedback.ts";
import { formats } from "./en/formats.ts";
import { frame } from "./en/frame.ts";
import { groups } from "./en/groups.ts";
import { help } from "./en/help.ts";
import { imports } from "./en/imports.ts";
import { installation } from "./en/installation.ts";
import { locations } from "./en/locations.ts";
import { mail } from "./en/mail.ts";
import { meetings } from "./en/meetings.ts";
import { members } from "./en/members.ts";
import { messages } from "./en/messages.ts";
import { metrics } from "./en/metrics.ts";
import { notifications } from "./en/notifications.ts";
import { options } from "./en/options.ts";
import { panel } from "./en/panel.ts";
import { payments } from "./en/payments.ts";
import { points } from "./en/points.ts";
import { profiles } from "./en/profiles.ts";
import { proposals } from "./en/proposals.ts";
import { providers } from "./en/providers.ts";
import { reached } from "./en/reached.ts";
import { requests } from "./en/requests.ts";
import { reviews } from "./en/reviews.ts";
import { rooms } from "./en/rooms.ts";
import { scheduling } from "./en/scheduling.ts";
import { seats } from "./en/seats.ts";
import { series } from "./en/series.ts";
import { services } from "./en/services.ts";
import { settings } from "./en/settings.ts";
import { tips } from "./en/tips.ts";
import { waits } from "./en/waits.ts";

/**
 * Every word on the screen in English, in ICU MessageFormat. A further language is a further folder with the same keys.
 * The community's own words are always at hand: {provider} {providers} {aProvider}, and the same for service, member, meeting.
 */
export const en = {
  ...access,
  ...accounts,
  ...attendance,
  ...availability,
  ...blocks,
  ...booking,
  ...charts,
  ...closings,
  ...connections,
  ...crisis,
  ...dashboard,
  ...demographics,
  ...demand,
  ...exports,
  ...earnings,
  ...feedback,
  ...formats,
  ...frame,
  ...groups,
  ...help,
  ...imports,
  ...installation,
  ...locations,
  ...mail,
  ...meetings,
  ...members,
  ...messages,
  ...metrics,
  ...notifications,
  ...options,
  ...panel,
  ...payments,
  ...points,
  ...profiles,
  ...proposals,
  ...providers,
  ...reached,
  ...requests,
  ...reviews,
  ...rooms,
  ...scheduling,
  ...seats,
  ...series,
  ...services,
  ...settings,
  ...tips,
  ...waits,
} as const;
