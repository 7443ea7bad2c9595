export const blocks = {
  "blocks.link": "Block {name}",
  "blocks.somebody": "this person",
  "blocks.title": "Block {name}?",
  "blocks.lead": "You need no reason for it, and nobody asks you for one.",
  "blocks.not": "No, go back",
  "blocks.effect": "What happens then",
  "blocks.effect.find":
    "You and {name} no longer find, book, ask or write to each other here. What is past stays as it was.",
  "blocks.effect.meetings":
    "{meetings} that still lie ahead of the two of you are cancelled, and what was paid for them goes back. Open proposals end, and so does a connection.",
  "blocks.effect.untold": "{name} is not told that it was you. What you had planned just reads “cancelled”.",
  "blocks.effect.back": "You can take it back any time. What is cancelled stays cancelled.",
  "blocks.button": "Block {name}",
  "blocks.danger":
    "If somebody threatens or harms you, please do not stay alone with it: the people under “Crisis help” are there for that, too.",
  "blocks.list.title": "People you blocked",
  "blocks.list.lead": "You and they do not find each other here. Only you see this list.",
  "blocks.list.since": "Since {day}",
  "blocks.list.empty": "You have blocked nobody",
  "blocks.list.empty.text": "The way to do it is at the bottom of every page about the two of you.",
  "blocks.unblock": "Unblock",
  "booking.provider.experiences": "Knows from their own life",
  "nav.blocked": "People you blocked",
  "notice.blocked": "Blocked. You and they do not find each other here any more.",
  "notice.unblocked": "Unblocked. What was cancelled stays cancelled.",
} as const;
