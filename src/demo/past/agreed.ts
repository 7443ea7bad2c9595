import { instantOf, minuteOf } from "#platform/clock.ts";
import { Chance } from "./chance.ts";

/** A support request of the past and what became of it, with places among students and providers instead of ids. */
export interface PastRequest {
  readonly student: number;
  readonly asked: Temporal.Instant;
  readonly subject: string;
  readonly description: string;
  readonly experience: string;
  /** Who answered, hours after it was asked; the first one was chosen. Nobody: it stayed without an answer. */
  readonly answers: readonly { readonly host: number; readonly after: number }[];
  /** Epoch minute at which the two met. */
  readonly met: number;
  /** Minor units. */
  readonly price: number;
  readonly came: "attended" | "no_show";
  /** Given back, since it was called off. */
  readonly off: boolean;
}

const subjects: readonly (readonly [
  subject: string,
  description: string,
  experience: string,
  host: number,
])[] = [
  [
    "I want to change my course and am afraid to say so",
    "My family thinks I love it.",
    "Study worries and exams",
    0,
  ],
  ["Panic before every test", "I know the answers at home.", "Anxiety", 6],
  ["Coming back after a year away", "Everybody I knew has left.", "Coming back after a break", 0],
  ["Nobody here speaks my language", "I smile a lot and understand half.", "International student", 1],
  ["Money is gone by the twentieth", "I work nights already.", "Money worries", 2],
  ["I lost my mother in March", "I do not want advice, only somebody who listens.", "Grief and loss", 4],
  [
    "How do you study with ADHD?",
    "Lists make it worse.",
    "Neurodivergence (ADHD, autism, dyslexia and others)",
    5,
  ],
  ["Homesick, and too proud to call", "The weekends are the worst.", "Homesickness", 7],
  ["Lectures and a toddler", "I have not finished a book in a year.", "Parenting", 8],
  ["Ninety days without a drink", "Parties are everywhere.", "Recovery from alcohol or drugs", 10],
];

/** About one request in five days over a year and a half, the same every time but for the day from which they count. */
export function pastRequests(now: Temporal.Instant, students: number): PastRequest[] {
  const chance = new Chance(23);
  return Array.from({ length: 110 }, (_, i) => {
    const asked = now.subtract({ hours: 24 * (12 + Math.floor((i * 530) / 110)) + chance.below(24) });
    const [subject, description, experience, expert] = chance.pick(subjects) ??
      subjects[0] ?? ["", "", "", 0];
    const others = chance.some([0, 1, 2, 3, 4, 5, 6, 7], chance.below(3)).filter((host) => host !== expert);
    const first = chance.happens(0.4) ? 0 : expert;
    const hosts = [...new Set([first, ...others])];
    const answers = hosts.map((host) => ({ host, after: 2 + chance.below(40) }));
    // Whole half hours, some days later, and by daylight.
    const met =
      Math.ceil(minuteOf(asked.add({ hours: 24 * (3 + chance.below(6)) })) / 1440) * 1440 +
      60 * (15 + chance.below(6));
    return {
      student: chance.below(students),
      asked,
      subject,
      description,
      experience,
      answers: chance.happens(0.12) ? [] : answers,
      met,
      price: [0, 1500, 2000, 2500][chance.below(4)] ?? 0,
      came: chance.happens(0.9) ? "attended" : "no_show",
      off: chance.happens(0.07),
    };
  });
}

/** When the two met, and until when. */
export const spanOf = ({ met }: PastRequest) => ({ starts_at: instantOf(met), ends_at: instantOf(met + 45) });
