import { expect, test } from "vitest";
import { optionalSpan, span, toSpan } from "./durations.ts";

test("a span is shown in the largest unit that says it in whole numbers", () => {
  expect(toSpan(90)).toEqual({ amount: "90", unit: "minutes" });
  expect(toSpan(120)).toEqual({ amount: "2", unit: "hours" });
  expect(toSpan(2_880)).toEqual({ amount: "2", unit: "days" });
  expect(toSpan(2_880, "hours")).toEqual({ amount: "48", unit: "hours" });
  expect(toSpan(0)).toEqual({ amount: "0", unit: "minutes" });
  expect(toSpan(null)).toEqual({ amount: "", unit: "hours" });
});

test("what is typed as hours or days is kept in minutes, with a decimal point or comma", () => {
  expect(span(43_200).parse({ amount: "1.5", unit: "hours" })).toBe(90);
  expect(span(43_200).parse({ amount: "0,25", unit: "days" })).toBe(360);
  expect(span(43_200).parse({ amount: " 30 ", unit: "minutes" })).toBe(30);
});

test("a span that is shown and sent back unchanged is the same span", () => {
  for (const minutes of [0, 1, 45, 60, 90, 720, 1_440, 10_080, 43_200]) {
    expect(span(43_200).parse(toSpan(minutes))).toBe(minutes);
  }
  expect(optionalSpan(1_440).parse(toSpan(null))).toBeNull();
});

test("each way of not being a span has its own words", () => {
  const fault = (amount: string) => span(1_440, 15).safeParse({ amount, unit: "minutes" }).error?.issues[0];
  expect(fault("")?.message).toBe("fault.required");
  expect(fault("soon")?.message).toBe("fault.span");
  expect(fault("-20")?.message).toBe("fault.span");
  expect(fault("20.5")?.message).toBe("fault.span");
  expect(fault("10")?.message).toBe("fault.span_short");
  expect(fault("2000")?.message).toBe("fault.span_long");
  expect(optionalSpan(1_440).safeParse({ amount: "2", unit: "weeks" }).success).toBe(false);
});
