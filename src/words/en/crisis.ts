export const crisis = {
  "crisis.title": "Crisis help",
  "crisis.lead":
    "You do not have to go through this alone. These people listen, and they are there for exactly this.",
  "crisis.danger": "If somebody is in danger right now, call {number}.",
  "crisis.danger.any": "If somebody is in danger right now, call the emergency number of your country.",
  "crisis.call": "Call {number}",
  "crisis.text": "Text {word} to {number}",
  "crisis.text.any": "Text {number}",
  "crisis.chat": "Chat",
  "crisis.visit": "Open the website",
  "crisis.languages": "In {languages}",
  "crisis.source": "Source: {host}",
  "crisis.everywhere": "Everywhere in the world",
  "crisis.country": "Another country",
  "crisis.country.choose": "Choose your country",
  "crisis.always": "Day and night",
  "crisis.hours": "Every day from {from} to {until}",
  "crisis.reviewed":
    "Last looked up on {date}. Numbers change: where one does not work, the worldwide lists know more.",
  "crisis.leave": "Leave this page quickly",
  "crisis.home": "Back to Kith",
} as const;
