export const demographics = {
  "nav.aboutYou": "About you",
  "privacy.aboutYou": "What you tell of yourself to be counted, and whether",
  "aboutYou.title": "About you",
  "aboutYou.lead":
    "If you like, tell a little of yourself. It helps {providers} and coordinators to see whom they reach and whom they miss. Nothing here is needed for anything.",
  "aboutYou.readers": "Who can read this: nobody but you.",
  "aboutYou.readers.text":
    "It is shown nowhere beside your name. Only if you tick the box below is it counted, together with others, and no group of fewer than {smallest} people is ever shown.",
  "aboutYou.none": "Rather not say",
  "aboutYou.age": "Age",
  "aboutYou.gender": "Gender",
  "aboutYou.ethnicity": "Ethnicity",
  "aboutYou.region": "Region you come from",
  "aboutYou.counted":
    "Count me, without my name, in what {providers} and coordinators see of whom they reach",
  "aboutYou.counted.hint":
    "It counts from the beginning of next month. Take the tick away, and you are counted no more from that moment on.",
  "aboutYou.back.title": "Take it back",
  "aboutYou.back.text": "All of this is deleted at once, and you are counted no more.",
  "aboutYou.back": "Delete what I told",
  "notice.aboutYou.counted": "Saved. You are counted from next month on.",
  "notice.aboutYou.kept": "Saved. You are not counted.",
  "notice.aboutYou.takenBack": "Deleted. You are not counted.",
} as const;
