/** What the people of the demo ask for. Names are those of the starting lists; nobody of them exists. */
export interface DemoWish {
  /** Whose it is: a place among the members. */
  readonly member: number;
  readonly subject: string;
  readonly description: string;
  readonly experiences: readonly string[];
  readonly gender?: string;
  readonly age?: number;
  /** Days from now, and from when to when in New York; none: flexible. */
  readonly times: readonly (readonly [days: number, from: string, to: string])[];
  readonly note?: string;
  /** How many hours ago it was asked. */
  readonly hoursAgo: number;
  /** Who answered, as a place among the providers, and what they wrote. */
  readonly answers?: readonly { readonly provider: number; readonly text: string }[];
}

export const demoWishes: readonly DemoWish[] = [
  {
    member: 0,
    subject: "Choosing what to do after a failed term",
    description:
      "I failed two courses this spring and have to decide by the end of the month whether to repeat them or change my major. Everybody has an opinion. I would like to sit down with somebody who has been through something like it and did not do everything right the first time.",
    experiences: ["Study worries and exams", "Coming back after a break"],
    age: 20,
    times: [
      [2, "10:00", "13:00"],
      [3, "14:00", "18:00"],
    ],
    note: "Online is easiest for me.",
    hoursAgo: 30,
    answers: [
      {
        provider: 0,
        text: "I changed my major twice, the second time after a term I would rather forget. I can tell you what I asked myself then, and which deadlines really count. Bring the letter from the faculty if you like; we can read it together.",
      },
      {
        provider: 6,
        text: "Maths sent me home with a failed exam in my first year, and I teach it now. We could look at what went wrong, and whether repeating is worth it for you.",
      },
    ],
  },
  {
    member: 2,
    subject: "I moved here alone and the evenings are long",
    description:
      "Lectures are fine, people are friendly, and then it is six o'clock and I know nobody well enough to call. I come from far away and do not want to worry my family. I would like to hear how others found their people.",
    experiences: ["Homesickness", "Loneliness", "International student"],
    age: 19,
    times: [
      [1, "17:00", "19:00"],
      [4, "17:00", "19:00"],
    ],
    hoursAgo: 6,
  },
  {
    member: 3,
    subject: "After my grandmother died",
    description:
      "She raised me. It was in March, and I still cannot read for more than ten minutes. I do not need advice as much as somebody who does not change the subject.",
    experiences: ["Grief and loss"],
    gender: "Woman",
    times: [],
    note: "Evenings are best. I may cry.",
    hoursAgo: 20,
    answers: [
      {
        provider: 4,
        text: "I lost my father in my second year. I have time in the evenings, I do not mind tears, and I will not tell you how it should feel.",
      },
    ],
  },
  {
    member: 4,
    subject: "Work, study, and never enough of either",
    description:
      "Thirty hours in a warehouse and a full load of courses. I am the first in my family to study and nobody at home understands why I am tired. How do you say no to extra shifts without losing the job?",
    experiences: ["First in the family at university", "Money worries"],
    age: 22,
    times: [
      [2, "15:00", "19:00"],
      [5, "10:00", "12:00"],
      [6, "09:00", "12:00"],
    ],
    hoursAgo: 44,
  },
  {
    member: 5,
    subject: "Panic before every exam",
    description:
      "I know the material. Then the sheet lies in front of me and my hands stop working. Twice now I have handed in half of it. I would like to learn what others do in the first five minutes.",
    experiences: ["Study worries and exams", "Anxiety"],
    times: [
      [1, "11:00", "15:00"],
      [3, "11:00", "15:00"],
    ],
    hoursAgo: 12,
  },
  {
    member: 6,
    subject: "Studying with a two-year-old",
    description:
      "My daughter starts day care next month. Until then I study when she sleeps, which is never when the library is open. I would like to talk to another parent about what can wait and what cannot.",
    experiences: ["Parenting"],
    age: 27,
    times: [
      [2, "09:30", "12:30"],
      [5, "09:30", "12:30"],
    ],
    hoursAgo: 3,
  },
  {
    member: 7,
    subject: "Coming back after a year in hospital",
    description:
      "I start again in autumn with people two years younger. I do not want to tell everybody why I was away, and I do not want to lie either. How did you handle the questions?",
    experiences: ["Coming back after a break", "Living with a long illness"],
    times: [],
    hoursAgo: 70,
  },
  {
    member: 8,
    subject: "Sober for four months, and the parties begin again",
    description:
      "Welcome week was hard. I have a group outside the university but nobody here who knows. Somebody to check in with now and then would help.",
    experiences: ["Recovery from alcohol or drugs"],
    gender: "Man",
    times: [
      [3, "16:00", "19:00"],
      [8, "16:00", "19:00"],
    ],
    note: "Please somewhere quiet, not in the Student Centre.",
    hoursAgo: 26,
  },
  {
    member: 9,
    subject: "Fifty applications and no answer",
    description:
      "I graduate in summer and have written fifty applications for internships. Three answered, all with a no. I would be glad if somebody who has been on the other side read one of them with me.",
    experiences: ["Losing or looking for work"],
    age: 23,
    times: [
      [2, "10:00", "12:00"],
      [4, "10:00", "12:00"],
    ],
    hoursAgo: 15,
    answers: [
      {
        provider: 11,
        text: "I wrote forty before the first yes, and I read applications for our society now. Send me one the day before and we go through it line by line.",
      },
    ],
  },
  {
    member: 10,
    subject: "Just diagnosed with ADHD at 21",
    description:
      "It explains a lot, and now I do not know what to do with it. Which of the tricks on the internet last longer than a week? I would like to hear from somebody who lives with it.",
    experiences: ["Neurodivergence (ADHD, autism, dyslexia and others)"],
    age: 21,
    times: [
      [1, "08:00", "11:00"],
      [5, "08:00", "11:00"],
    ],
    hoursAgo: 50,
  },
  {
    member: 11,
    subject: "My parents separate, and each calls me every day",
    description:
      "I am four hours away and still in the middle of it. I want to be there for both without giving up my term.",
    experiences: ["Separation or family trouble"],
    times: [],
    hoursAgo: 8,
  },
  {
    member: 12,
    subject: "Finding a doctor, a bank, and a quiet place to pray",
    description:
      "New in the country since August. The office is kind but always in a hurry. I have a list of small questions and would like to walk through it with somebody who had the same list once.",
    experiences: ["New in this country", "Faith and spirituality"],
    times: [
      [2, "09:00", "12:00"],
      [4, "09:00", "12:00"],
    ],
    hoursAgo: 34,
  },
];
