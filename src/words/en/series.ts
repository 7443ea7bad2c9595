export const series = {
  "series.weeks.title": "How often?",
  "series.weeks.lead": "You meet once a week, always at the same time.",
  "series.weeks.question": "For how many weeks?",
  "series.weeks.count": "{count} weeks",
  "series.weeks.look": "See the dates",
  "series.weeks.free":
    "{free, plural, =0 {None of these dates is free} other {{whole, select, yes {All {count} dates are free} other {{free} of {count} dates are free}}}}",
  "series.weeks.isFree": "free",
  "series.weeks.notFree": "not free",
  "series.weeks.go":
    "{whole, select, yes {Go on with all {count}} other {{free, plural, one {Go on with this one} other {Go on with these {free}}}}}",
  "series.weeks.others":
    "The dates that are not free are left out. You can book something else for them later.",
  "series.weeks.skipped": "The clocks change that day, so it begins at {time}.",
  "series.weeks.clocks":
    "Where {name} is ({zone}) it is always the same time of day. Your clock changes on other days, so for you some dates are earlier or later.",
  "series.weeks.taken":
    "{count, plural, one {One of these dates was taken meanwhile} other {# of these dates were taken meanwhile}}. Nothing is booked yet.",
  "series.why.no_provider": "This cannot be booked there.",
  "series.why.outside_hours": "There are no hours that day at this time.",
  "series.why.place": "The place is closed or full then.",
  "series.why.paused": "There is a pause then.",
  "series.why.closing": "The community is closed that day.",
  "series.why.too_soon": "That is too soon.",
  "series.why.too_far": "That is further ahead than can be booked.",
  "series.why.taken": "This time is taken.",
  "series.why.own_limit": "You would have more {meetings} than is possible that week.",
  "series.why.own_time": "You have something else then.",
  "series.review.when": "When ({count, plural, one {1 {meeting}} other {# {meetings}}}, times in {zone})",
  "series.review.missing": "Left out",
  "notice.series.booked": "It is booked, week by week. A letter with all dates is on its way.",
  "notice.series.asked": "Your wish is sent, week by week. You will hear as soon as it is confirmed.",
  "series.title": "Every week",
  "series.place": "{place} of {count}",
  "series.this": "this one",
  "series.list": "All {count} {meetings}",
  "series.cancelRest": "Cancel this and the rest",
  "series.cancelAll": "Cancel all that are to come",
  "series.confirm": "{count, plural, one {Confirm the one that waits} other {Confirm all # that wait}}",
  "notice.series.confirmed": "They are confirmed.",
  "series.cancel.title.rest": "Cancel this {meeting} and the rest?",
  "series.cancel.title.all": "Cancel all {meetings} of this series?",
  "series.cancel.lead": "With {others}. The times become free for others at once.",
  "series.cancel.these": "{count, plural, one {This one is cancelled} other {These {count} are cancelled}}",
  "series.cancel.stay":
    "{count, plural, one {This one stays, since it is too close to its start} other {These {count} stay, since they are too close to their start}}",
  "series.cancel.none": "There is nothing left to cancel.",
  "series.cancel.contact": "{contact}",
  "series.cancel.confirm": "{count, plural, one {Yes, cancel it} other {Yes, cancel these {count}}}",
  "notice.series.cancelled": "They are cancelled. Everybody in them is told.",
  "told.series.booked":
    "{others}: {count, plural, one {a {meeting}} other {{count} {meetings}, one a week}}, from {when} on.",
  "told.series.asked":
    "{others} would like to meet you {count, plural, one {once} other {{count} times, once a week}}, from {when} on. Please confirm or cancel.",
  "told.series.cancelled":
    "{count, plural, one {Your {meeting} with {others} is cancelled: {when}.} other {{count} {meetings} with {others} are cancelled, from {when} on.}}",
  "letter.series.booked.subject":
    "Confirmed: {count, plural, one {{when}} other {{count} {meetings}, one a week}}",
  "letter.series.booked.own": "your {meetings} with {others} are confirmed. These are the dates:",
  "letter.series.booked.other": "you have weekly {meetings} with {others}. These are the dates:",
  "letter.series.asked.subject":
    "Waiting for confirmation: {count, plural, one {{when}} other {{count} {meetings}, one a week}}",
  "letter.series.asked.own":
    "you asked for weekly {meetings} with {others}. You will hear as soon as they are confirmed; until then the times are kept for you:",
  "letter.series.asked.other": "{others} would like to meet you every week. Please confirm or cancel:",
  "letter.series.cancelled.subject": "Cancelled: {count, plural, one {{when}} other {{count} {meetings}}}",
  "letter.series.cancelled.own": "you cancelled these {meetings} with {others}:",
  "letter.series.cancelled.other": "these {meetings} with {others} are cancelled:",
} as const;
