/** The group meetings of the demo. Experiences are those of the starting lists, people are places in the lists of `people.ts`. */
export interface DemoGroup {
  readonly name: string;
  readonly topic: string;
  readonly focus: string;
  readonly description: string;
  readonly experience: string;
  /** A place among the providers, and those of who gives it with them. */
  readonly host: number;
  readonly with?: readonly number[];
  /** Weeks from this one, day (0 Sunday), hour and minutes on the host's clock. */
  readonly week: number;
  readonly day: number;
  readonly at: readonly [hour: number, minute: number];
  readonly minutes: number;
  /** How many weeks in a row. */
  readonly weeks: number;
  /** The name of a location; online without one. */
  readonly location?: string;
  readonly seats: number;
  /** Minor units of the community's currency; free without. */
  readonly price?: number;
  /** For whom it is, as places among the members, when it is not for all. */
  readonly invited?: readonly number[];
  /** Who comes to the first of it, and who waits, as places among the members. */
  readonly come: readonly number[];
  readonly wait?: readonly number[];
  /** What the host wrote to all. */
  readonly note?: string;
}

export const demoGroups: readonly DemoGroup[] = [
  {
    name: "Welcome evening",
    topic: "First term",
    focus: "Getting to know people",
    description: "Tea, names, and where to find what on campus.",
    experience: "First in the family at university",
    host: 0,
    week: -1,
    day: 4,
    at: [18, 0],
    minutes: 90,
    weeks: 1,
    seats: 12,
    come: [0, 2, 3, 5, 8],
  },
  {
    name: "Changing course without panic",
    topic: "Study choices",
    focus: "Making decisions",
    description:
      "You picked something, and it does not fit. We look at what you can change, by when, and whom to ask. Bring your questions; nobody has to speak.\n\nTwo of us have done it, one of us twice.",
    experience: "Study worries and exams",
    host: 0,
    with: [2],
    week: 1,
    day: 2,
    at: [17, 30],
    minutes: 60,
    weeks: 4,
    seats: 8,
    come: [0, 3, 6, 9],
    note: "Welcome! If you like, bring the list of your courses. We start slowly, and you can keep your camera off.",
  },
  {
    name: "Finding your feet in the first term",
    topic: "First term",
    focus: "Listening to each other",
    description:
      "A small circle for everybody who is new: forms, friends, food, and what nobody told you before you came.",
    experience: "International student",
    host: 1,
    week: 1,
    day: 3,
    at: [18, 0],
    minutes: 60,
    weeks: 6,
    seats: 8,
    come: [4, 7, 8, 10, 11],
  },
  {
    name: "Exam nerves: one hour, three things to try",
    topic: "Exams",
    focus: "Trying things out",
    description:
      "What your body does before an exam, and three small things that help. We try them together.",
    experience: "Anxiety",
    host: 6,
    week: 1,
    day: 4,
    at: [16, 0],
    minutes: 60,
    weeks: 1,
    location: "Student Centre, room 204",
    seats: 4,
    come: [2, 5, 9, 12],
    wait: [3, 13],
  },
  {
    name: "Quiet study hour",
    topic: "Study routines",
    focus: "Working side by side",
    description: "Cameras on or off, microphones off. We say what we will do, do it, and say how it went.",
    experience: "Neurodivergence (ADHD, autism, dyslexia and others)",
    host: 5,
    week: 1,
    day: 1,
    at: [13, 0],
    minutes: 60,
    weeks: 8,
    seats: 12,
    come: [2, 4, 6, 7, 10],
  },
  {
    name: "Tea for everybody who misses somebody",
    topic: "Grief",
    focus: "Listening to each other",
    description: "An evening for those who lost somebody, last week or long ago. You may just listen.",
    experience: "Grief and loss",
    host: 4,
    week: 1,
    day: 0,
    at: [15, 30],
    minutes: 75,
    weeks: 1,
    seats: 6,
    come: [5, 8, 11, 12],
  },
  {
    name: "Money clinic",
    topic: "Money",
    focus: "Practical help",
    description:
      "Grants, jobs beside your studies, and what to do when the month is longer than the money. The price pays for the workbook.",
    experience: "Money worries",
    host: 2,
    with: [8],
    week: 2,
    day: 3,
    at: [16, 30],
    minutes: 90,
    weeks: 1,
    location: "Library, group room B",
    seats: 10,
    price: 500,
    come: [],
  },
  {
    name: "Homesick dinner",
    topic: "Cooking together",
    focus: "Company",
    description: "Everybody cooks something from home and eats it together, on video.",
    experience: "Homesickness",
    host: 7,
    week: 1,
    day: 6,
    at: [18, 0],
    minutes: 90,
    weeks: 3,
    seats: 10,
    come: [3, 4, 7],
  },
  {
    name: "One day at a time",
    topic: "Recovery",
    focus: "Listening to each other",
    description: "A closed circle. What is said here stays here.",
    experience: "Recovery from alcohol or drugs",
    host: 10,
    week: 1,
    day: 5,
    at: [17, 0],
    minutes: 60,
    weeks: 4,
    seats: 6,
    invited: [0, 5, 9, 12],
    come: [5, 12],
  },
];
