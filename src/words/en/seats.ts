export const seats = {
  "seats.title": "Your place",
  "seats.sure": "You have a place.",
  "seats.unseen": "Your name is not shown here to the others who come.",
  "seats.leave": "Give up your place",
  "seats.owing": "Your place is kept until {until}.",
  "seats.owing.text":
    "It costs {price}. When you have paid, it is sure; without that it goes to somebody else.",
  "seats.pay": "Pay now",
  "seats.letGo": "Let it go",
  "seats.offered": "A place is free for you. It is kept until {until}.",
  "seats.costs": "It costs {price}.",
  "seats.accept": "Take this place",
  "seats.waiting":
    "{ahead, plural, =0 {You are the next in the line.} one {You are in the line. One person is before you.} other {You are in the line. # people are before you.}}",
  "seats.waiting.text":
    "When a place becomes free we write to you, and keep it for you for {time}, or until it begins.",
  "seats.stopWaiting": "Stop waiting",
  "seats.begun": "It has begun. No more places are given.",
  "seats.paused": "You missed some {meetings}, so you can take new places from {until} on.",
  "seats.paused.text":
    "What you have already stays yours. If this is wrong, or hard for you, please ask the people who run the community. {contact}",
  "seats.full":
    "All places are taken.{waiting, plural, =0 {} one { One person waits.} other { # people wait.}}",
  "seats.full.text":
    "You can wait for one. When it is your turn we write to you, and keep the place for you for {time}, or until it begins.",
  "seats.wait": "Wait for a place",
  "seats.free": "{free, plural, one {One place is free.} other {# places are free.}}",
  "seats.register": "Take a place",
  "seats.places": "Places",
  "seats.taken":
    "{taken} of {seats, plural, one {one place} other {# places}} taken{waiting, plural, =0 {} one {, one person waits} other {, # people wait}}",
  "seats.who": "Who comes, and who waits",
  "seats.state.offered": "Asked",
  "seats.state.unpaid": "Not paid yet",
  "seats.state.waiting": "Waits",
  "seats.remove": "Take out",
  "seats.back": "Back to the group {meeting}",
  "seats.own": "See your {meetings}",
  "seats.leave.title": "Give up your place?",
  "seats.leave.lead": "{name}, {when}",
  "seats.leave.back": "What you paid goes back to you.",
  "seats.leave.kept": "It is too late to have back what you paid.",
  "seats.leave.confirm": "Yes, give it up",
  "seats.leave.not": "Keep it",
  "seats.remove.title": "Take {guest} out?",
  "seats.remove.text":
    "They are told that they have no place any more, and not by whom. The next one who waits is asked.",
  "seats.remove.money": "What they paid goes back to them.",
  "seats.remove.confirm": "Yes, take them out",
  "seats.remove.not": "Do not",
  "seats.refused.full": "All places are taken",
  "seats.refused.full.text":
    "Somebody took the last one. You can wait: when a place becomes free, it is kept for the first in the line.",
  "seats.refused.busy": "You have something else at this time",
  "seats.refused.busy.text":
    "Nothing was changed. If you would rather come here, please cancel the other one first.",
  "seats.refused.begun": "It has begun",
  "seats.refused.begun.text": "No more places are given.",
  "seats.refused.cancelled": "It does not take place",
  "seats.refused.cancelled.text": "It was cancelled, so there are no places to take.",
  "seats.refused.self": "You give this one yourself",
  "seats.refused.self.text": "Whoever gives it needs no place.",
  "seats.refused.paused": "You can take new places from {until} on",
  "seats.refused.paused.text":
    "You missed some {meetings}. What you have already stays yours. If this is wrong, or hard for you, please ask the people who run the community. {contact}",
  "seats.refused.offer_over": "This place went to somebody else",
  "seats.refused.offer_over.text": "It was kept for you, and the time for that is over. You can wait again.",
  "refusal.seats.begun": "It has begun, so nothing is given up any more.",
  "notice.seats.registered": "You have a place.",
  "notice.seats.unpaid": "The place is kept for you. Please pay to be sure of it.",
  "notice.seats.offered": "A place is free for you. Take it while it is kept.",
  "notice.seats.waiting": "You are in the line. We write to you when a place is free.",
  "notice.seats.left.registered": "You gave up your place.",
  "notice.seats.left.unpaid": "You gave up your place. Nothing was taken.",
  "notice.seats.left.offered": "You let the place go. The next one who waits is asked.",
  "notice.seats.left.waiting": "You are not in the line any more.",
  "notice.seats.removed": "They are out, and are told.",
  "told.seats.offered": "A place in “{name}” ({when}) is free for you. It is kept until {until}.",
  "told.seats.offered.subject": "A place is free for you: {name}",
  "told.seats.offered.text":
    "you waited for a place in “{name}” ({when}), and one is free now. It is kept for you until {until}. If you cannot come, please let it go, so that the next one can have it.",
  "told.seats.due": "Your place in “{name}” ({when}) is kept until {until}. To be sure of it, pay {price}.",
  "told.seats.due.subject": "Your place waits for your payment: {name}",
  "told.seats.due.text":
    "a place in “{name}” ({when}) is kept for you. It costs {price}. Please pay by {until}; after that it goes to somebody else.",
  "told.seats.offerOver":
    "The place in “{name}” ({when}) went to the next one who waits. You can wait again.",
  "told.seats.offerOver.subject": "The place went on: {name}",
  "told.seats.offerOver.text":
    "the place in “{name}” ({when}) was kept for you, and its time is over, so it went to the next one who waits. If you would still like to come, you can wait again.",
  "told.seats.unpaid": "Your place in “{name}” ({when}) was not paid in time and is free again.",
  "told.seats.unpaid.subject": "Your place is free again: {name}",
  "told.seats.unpaid.text":
    "your place in “{name}” ({when}) was not paid in time, so it is free again. Nothing was taken. If you would still like to come, you can ask for a place again.",
  "told.seats.closed": "No place in “{name}” ({when}) became free in time.",
  "told.seats.closed.subject": "No place became free: {name}",
  "told.seats.closed.text":
    "you waited for a place in “{name}” ({when}), and none became free before it began. We are sorry.",
  "told.seats.out": "You are not in the line for “{name}” ({when}) any more.",
  "told.seats.out.subject": "About your place: {name}",
  "told.seats.out.text":
    "the place you asked for in “{name}” ({when}) is not kept for you any more. If you have a question, please write to the people who run the community.",
  "told.seats.off": "“{name}” ({when}) does not take place. Nothing was taken.",
  "told.seats.off.subject": "It does not take place: {name}",
  "told.seats.off.text":
    "you asked for a place in “{name}” ({when}). It does not take place. We are sorry. You have nothing to pay.",
} as const;
