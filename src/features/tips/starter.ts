import type { TipText } from "./rules.ts";

/** A page that comes with the project. */
export interface StarterTip extends TipText {
  /** Names it for good, and is the last part of its address. */
  readonly name: string;
}

/** `./starter/en/01-first-meeting.md`: language, place, name. */
const files = import.meta.glob<string>("./starter/*/*.md", { query: "?raw", import: "default", eager: true });

/** The pages that come with the project in English, in their order. A further language is a further folder with the same names. */
export const starterTips: readonly StarterTip[] = Object.keys(files)
  .filter((path) => path.startsWith("./starter/en/"))
  .sort()
  .map((path) => readStarter(path, files[path] ?? ""));

/** A file's title is its first line, its summary the paragraph below, its text the rest. */
function readStarter(path: string, written: string): StarterTip {
  const found = /^# (.+)\n\n(.+)\n\n([\s\S]+)$/.exec(written.trim());
  const name = /\d+-([a-z-]+)\.md$/.exec(path)?.[1];
  if (!found || !name) throw new Error(`${path} is no page of tips`);
  const [, title = "", summary = "", body = ""] = found;
  return { name, title, summary, body };
}

/** The page of this name; none when there is none any more. */
export const starterNamed = (name: string | null): StarterTip | undefined =>
  starterTips.find((starter) => starter.name === name);
