/**
 * Every word on the screen in English, in ICU MessageFormat. A further language is a further file with the same keys.
 * The community's own words are always at hand: {provider} {providers} {aProvider}, and the same for service, member, meeting.
 */
export const en = {
  // Layout
  "app.name": "Kith",
  "layout.skip": "Skip to the page's content",
  "layout.crisis": "Crisis help",
  "layout.more": "More",
  "layout.menu": "Menu",
  "layout.signIn": "Sign in",
  "layout.signOut": "Sign out",
  "layout.account": "Your account",
  "layout.communities": "Your communities",
  "layout.admin": "Admin",
  "layout.theme": "Look",
  "layout.theme.system": "As the device",
  "layout.theme.light": "Light",
  "layout.theme.dark": "Dark",
  "layout.theme.apply": "Apply",
  "layout.demo": "This is a demo. Nothing here is real, and anybody may change it.",
  "layout.timesIn": "Times are shown in {zone}",
  "nav.home": "Schedule {aMeeting}",
  "nav.meetings": "Your {meetings}",
  "nav.availability": "Your availability",
  "nav.main": "Main",
  "nav.outbox": "Mail that was sent",

  // Faults of a form and refusals that any action can give
  "fault.title": "{count, plural, one {One thing needs another look} other {# things need another look}}",
  "fault.required": "Please fill this in.",
  "fault.too_small": "Please fill this in.",
  "fault.too_big": "This is longer or larger than it may be.",
  "fault.invalid_type": "Please fill this in.",
  "fault.invalid_format": "This does not look right. Please check it.",
  "fault.invalid_value": "Please choose one of the given answers.",
  "fault.invalid": "Please check this.",
  "refusal.not_allowed": "You may not do this.",
  "refusal.invalid": "Some answers need another look. Nothing was changed.",

  // Pages for what went wrong
  "error.notFound.title": "There is nothing here",
  "error.notFound.text": "The address may be mistyped, or what was here is gone or not yours to see.",
  "error.notFound.home": "Go to the start page",
  "error.unavailable.title": "Kith cannot reach its database just now",
  "error.unavailable.text":
    "Nothing you did is lost: whatever was confirmed is kept. Please try again in a minute.",
  "error.unavailable.retry": "Try again",
  "error.broken.title": "Something broke on our side",
  "error.broken.text":
    "It has been written down for the people who run this installation. Please go back and try again.",
  "error.tooLarge.title": "That is too large",
  "error.tooLarge.text": "Please send a smaller file.",
  "error.tooMany.title": "A little slower, please",
  "error.tooMany.text":
    "There were too many tries in a short time. Please wait {seconds, plural, one {a second} other {# seconds}} and try again.",
  "error.reference": "If you write to them, give them this: {reference}",
} as const;
