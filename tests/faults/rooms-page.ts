import type { Page } from "playwright-core";

/** What a page showed of a room while it was open. */
export interface Shown {
  /** Words by their number. */
  readonly lines: Readonly<Record<number, string>>;
  /** What it should never have shown, in words. */
  readonly faults: readonly string[];
}

/**
 * Writes down everything a room's page shows from now on. Each time it is drawn it has to show lines in order, each once, and all
 * between what was the last one before and what is the last one now.
 */
export const watch = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const shown = { lines: {} as Record<number, string>, faults: [] as string[], last: 0 };
    Object.assign(window, { shown });
    const look = () => {
      const items = [...document.querySelectorAll<HTMLElement>("#said > li")];
      const numbers = items.map(({ id }) => Number(id.replace("line-", "")));
      if (numbers.some((number, i) => i > 0 && number <= (numbers[i - 1] ?? 0)))
        shown.faults.push(`not in order: ${numbers.join(" ")}`);
      const here = new Set(numbers);
      for (let number = shown.last + 1; number <= Math.max(...numbers); number += 1)
        if (shown.last > 0 && !here.has(number))
          shown.faults.push(`${number} was not shown when it should have been`);
      for (const [i, item] of items.entries()) {
        const number = numbers[i] ?? 0;
        const words = item.querySelector(".whitespace-pre-wrap")?.textContent ?? "";
        if (shown.lines[number] !== undefined && shown.lines[number] !== words)
          shown.faults.push(`${number} became something else`);
        shown.lines[number] = words;
      }
      shown.last = Math.max(shown.last, ...numbers);
    };
    look();
    document.addEventListener("turbo:render", look);
  });

export const shownOn = (page: Page): Promise<Shown> =>
  page.evaluate(() => {
    if (!("shown" in window)) throw new Error("the page was loaded again");
    return window.shown as Shown;
  });

/** Writes messages into the box one after the other, and sends again what the page says did not go out. */
export const writeAll = (page: Page, name: string, from: number, to: number): Promise<number> =>
  page.evaluate(
    async ({ name, from, to }) => {
      const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
      const box = () => document.querySelector<HTMLTextAreaElement>("#text");
      const failed = () =>
        document.querySelector<HTMLElement>('[data-chat-target="failed"]')?.hidden === false;
      const isThere = (words: string) =>
        [...document.querySelectorAll("#said > li .whitespace-pre-wrap")].some(
          (line) => line.textContent === words,
        );
      let again = 0;
      for (let i = from; i < to; i += 1) {
        const words = `${name} ${i}`;
        const text = box();
        if (!text?.form) throw new Error("there is no box");
        text.value = words;
        text.form.requestSubmit();
        for (let waited = 0; !(isThere(words) && box()?.value === ""); waited += 10) {
          if (waited > 60_000) throw new Error(`"${words}" did not get through`);
          await rest(10);
          if (!failed() || box()?.value !== words) continue;
          await rest(200);
          again += 1;
          box()?.form?.requestSubmit();
        }
      }
      return again;
    },
    { name, from, to },
  );
