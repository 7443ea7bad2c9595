/** The people of the demo community. None of them exists. Hours are [day (0 Sunday), start, end] in minutes of the day. */

export interface DemoProvider {
  first: string;
  last: string;
  zone: string;
  bio: string;
  /** As the starting lists call them. */
  experiences: readonly string[];
  gender: string | null;
  hours: readonly (readonly [day: number, start: number, end: number])[];
}

const newYork = "America/New_York";
const h = (hour: number, minute = 0): number => hour * 60 + minute;
const daily = (days: readonly number[], start: number, end: number) =>
  days.map((day) => [day, start, end] as const);

export const demoProviders: readonly DemoProvider[] = [
  {
    first: "Talia",
    last: "K",
    zone: newYork,
    bio: "Third-year psychology. I changed my major twice, so I know what it is like when everybody else seems to have a plan. Ask me about picking courses, talking to professors, and starting over.",
    experiences: ["Study worries and exams", "Coming back after a break", "Anxiety"],
    gender: "Woman",
    hours: [...daily([1, 2, 4], h(10), h(13)), ...daily([3], h(14), h(18))],
  },
  {
    first: "Björn",
    last: "Haddad",
    zone: newYork,
    bio: "Came here from two countries away. I help with the first term: forms, friends, and finding your feet.",
    experiences: ["International student", "New in this country", "Loneliness"],
    gender: "Man",
    hours: daily([1, 3, 5], h(9), h(12)),
  },
  {
    first: "Anya",
    last: "de la Cruz",
    zone: newYork,
    bio: "First in my family to study. Money, work beside your studies, and saying no to things.",
    experiences: ["First in the family at university", "Money worries", "Stress and burnout"],
    gender: "Woman",
    hours: daily([2, 4], h(15), h(19)),
  },
  {
    first: "Kwame",
    last: "Iyer",
    zone: newYork,
    bio: "Engineering, and a year off for my health in between. Happy to talk about coming back.",
    experiences: ["Coming back after a break", "Living with a long illness"],
    gender: "Man",
    hours: daily([1, 2, 3, 4], h(12), h(14)),
  },
  {
    first: "Aaliyah",
    last: "Dubois",
    zone: newYork,
    bio: "Night owl and nursing student. Good company for late worries; I listen first.",
    experiences: ["Anxiety", "Low mood", "Grief and loss"],
    gender: "Woman",
    hours: daily([0, 3], h(18), h(21)),
  },
  {
    first: "Hana",
    last: "Kowalski",
    zone: newYork,
    bio: "Study routines that survive a bad week. I plan with you, not for you.",
    experiences: ["Neurodivergence (ADHD, autism, dyslexia and others)", "Study worries and exams"],
    gender: "Non-binary",
    hours: daily([1, 5], h(8), h(11)),
  },
  {
    first: "Zoë",
    last: "Novak",
    zone: newYork,
    bio: "Maths tutor turned mentor. Exams, panic before exams, and what to do after one went wrong.",
    experiences: ["Study worries and exams", "Anxiety"],
    gender: "Woman",
    hours: daily([2, 3, 4], h(11), h(15)),
  },
  {
    first: "Hiro",
    last: "Yamada",
    zone: "America/Chicago",
    bio: "I study from afar this year and meet online. Homesickness is my special subject.",
    experiences: ["Homesickness", "International student", "Loneliness"],
    gender: null,
    hours: daily([1, 2, 3, 4, 5], h(17), h(19)),
  },
  {
    first: "Yara",
    last: "Iyer",
    zone: newYork,
    bio: "Student parent. Time, childcare, and how to ask for what you need.",
    experiences: ["Parenting", "Caring for somebody", "Money worries"],
    gender: "Woman",
    hours: daily([2, 5], h(9, 30), h(12, 30)),
  },
  {
    first: "Hana",
    last: "Larsen",
    zone: newYork,
    bio: "",
    experiences: [],
    gender: null,
    hours: daily([4], h(13), h(17)),
  },
  {
    first: "Kwame",
    last: "O'Brien",
    zone: newYork,
    bio: "Recovery is part of my story. I keep things calm and private, and I know where help is on campus.",
    experiences: ["Recovery from alcohol or drugs", "Low mood", "Trauma"],
    gender: "Man",
    hours: daily([1, 3], h(16), h(19)),
  },
  {
    first: "Aaliyah",
    last: "García",
    zone: newYork,
    bio: "Bilingual (English and Spanish). Internships, first applications, and interviews.",
    experiences: ["First in the family at university", "Losing or looking for work"],
    gender: "Woman",
    hours: daily([2, 4, 6], h(10), h(12)),
  },
];

export const demoMembers: readonly string[] = [
  "Nils Rossi",
  "Elena Dubois",
  "Lucia Lindqvist",
  "Rosa Yamada",
  "Imani Ali",
  "Pedro Costa",
  "Grace Okafor",
  "Ravi Nguyen",
  "Keiko Haddad",
  "Jonas Kim",
  "Mina Alvarez",
  "Omar Ivanova",
];

export const demoFormats = [
  {
    name: "30 minutes online",
    description: "By video, from wherever you are.",
    minutes: 30,
    ways: ["online"],
    questions: [
      {
        kind: "long",
        label: "What would you like to talk about?",
        help: "As much or as little as you like.",
        required: true,
        options: [],
      },
      {
        kind: "choice",
        label: "Have you met before?",
        help: "",
        required: false,
        options: ["This is the first time", "Yes, once", "Yes, several times"],
      },
    ],
  },
  {
    name: "One hour in person",
    description: "At the Student Centre or in the library.",
    minutes: 60,
    ways: ["in_person"],
    questions: [
      {
        kind: "long",
        label: "What would you like to talk about?",
        help: "As much or as little as you like.",
        required: true,
        options: [],
      },
      {
        kind: "checklist",
        label: "What may help you to feel at ease?",
        help: "",
        required: false,
        options: ["A quiet corner", "A walk instead of a table", "Step-free access"],
      },
      {
        kind: "url",
        label: "Something to read beforehand",
        help: "A link to a document, if there is one.",
        required: false,
        options: [],
      },
    ],
  },
  {
    name: "A short call",
    description: "A quarter of an hour on the phone.",
    minutes: 15,
    ways: ["phone"],
    questions: [{ kind: "short", label: "Your phone number", help: "", required: true, options: [] }],
  },
  {
    name: "Once a week",
    description: "The same half hour online, for as many weeks as you like.",
    minutes: 30,
    ways: ["online"],
    rhythm: "weekly",
    questions: [
      {
        kind: "long",
        label: "What would you like to work on?",
        help: "As much or as little as you like.",
        required: true,
        options: [],
      },
    ],
  },
] as const;

export const demoLocations = [
  { name: "Video room", way: "online", details: "", capacity: null, opening: null },
  {
    name: "Student Centre, room 204",
    way: "in_person",
    details: "Second floor, beside the lift. There is tea.",
    capacity: 2,
    opening: [1, 2, 3, 4, 5].map((day) => [day, h(8), h(20)]),
  },
  {
    name: "Library, group room B",
    way: "in_person",
    details: "Ask at the desk for the key.",
    capacity: 1,
    opening: [0, 1, 2, 3, 4, 5, 6].map((day) => [day, h(9), h(21)]),
  },
  {
    name: "By phone",
    way: "phone",
    details: "You are called at the number you give.",
    capacity: null,
    opening: null,
  },
] as const;
