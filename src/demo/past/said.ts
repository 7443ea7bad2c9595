/** What students of the demo's past wrote about who supported them; "" where they gave stars alone. */
export const words: readonly string[] = [
  "I came in a knot and left with one clear thing to do.",
  "",
  "Listened without once looking at the clock.",
  "We laughed, which I had not done in a while.",
  "",
  "Honest about what can be changed and what cannot.",
  "I did not have to explain myself twice.",
  "",
  "Good questions. I am still thinking about one of them.",
  "The plan we made was small enough to keep.",
  "",
  "Sometimes I would have liked fewer suggestions and more time.",
  "I felt less alone with it afterwards.",
  "",
];

export const stars: readonly number[] = [5, 5, 4, 5, 5, 4, 5, 3, 5, 4, 5, 5, 2, 5];

/** What was answered to what the first format asks afterwards: a step, and what could be different. */
export const answers: readonly (readonly [step: string, different: string])[] = [
  ["Yes", ""],
  ["Yes", "Nothing, thank you."],
  ["A little", "A bit more time would be good."],
  ["Yes", ""],
  ["Not yet", "I was late and we had to hurry."],
];
