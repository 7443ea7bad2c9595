/** The three people that anybody may be in the demo. */
export const demoSignIns = {
  member: { email: "member@demo.kith.example", name: "Sam Rivera" },
  provider: { email: "provider@demo.kith.example", name: "Talia K" },
  coordinator: { email: "coordinator@demo.kith.example", name: "Robin Ashe" },
} as const;

/** Theirs alone, and printed for everybody to read. */
export const demoPassword = "look around";
