export const options = {
  "options.title": "Lists",
  "options.lead":
    "What people can choose when they describe themselves or the support they seek. In this order.",
  "options.experience.title": "Lived experiences",
  "options.experience.lead":
    "{providers} choose what they know from their own life; {members} choose what they would like their {provider} to know.",
  "options.experience.add": "Another lived experience",
  "options.gender.title": "Genders",
  "options.gender.lead":
    "{providers} may choose one; {members} may ask for one. It stands on {aProvider}'s page only if they want it to.",
  "options.gender.add": "Another gender",
  "options.name": "Name",
  "options.name.hint": "Changes it for those, too, who have chosen it already.",
  "options.place": "Place in the list",
  "options.place.first": "At the top",
  "options.place.after": "After “{name}”",
  "options.add": "Add",
  "options.archive.title": "Stop offering it",
  "options.archive.text":
    "It can no longer be chosen. Who has it already keeps it, and you can bring it back.",
  "options.restore.title": "Offer it again",
  "options.restore.text": "It can be chosen again.",
  "fault.option_taken": "The list has this already.",
  "notice.options.added": "Added, at the end of the list.",
} as const;
