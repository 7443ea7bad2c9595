import type { Context } from "hono";

/** PostgreSQL has no zero character, and nobody types one. */
const storable = (text: string): string => text.replaceAll("\0", "");

/** A form as it was sent: text by field, several texts where a field came several times, and files. */
export interface Sent {
  readonly values: Readonly<Record<string, string | readonly string[]>>;
  readonly files: Readonly<Record<string, File>>;
  /** The first text of a field, "" when it is missing. */
  text(name: string): string;
  /** Every text of a field. */
  texts(name: string): readonly string[];
}

export async function sentForm(c: Context): Promise<Sent> {
  const body = await c.req.parseBody({ all: true });
  const values: Record<string, string | readonly string[]> = {};
  const files: Record<string, File> = {};
  for (const [name, value] of Object.entries(body)) {
    if (value instanceof File) files[name] = value;
    else if (Array.isArray(value))
      values[name] = value.filter((item) => typeof item === "string").map(storable);
    else values[name] = storable(value);
  }
  const texts = (name: string) => {
    const value = values[name];
    return value === undefined ? [] : typeof value === "string" ? [value] : value;
  };
  return { values, files, texts, text: (name) => texts(name)[0] ?? "" };
}
