import { type CrisisCountry, countries } from "./lines.ts";

/** What a phone dials for a number as it is written. */
export const dialled = (number: string): string => number.replace(/[^\d+]/g, "");

/**
 * The country a visitor means: the one chosen in the address, else the first that their browser's languages name, also by a language
 * that is at home in one country of the list alone. null when neither says anything: then everything is shown.
 */
export function countryOf(
  chosen: string | undefined,
  acceptLanguage: string | undefined,
): CrisisCountry | null {
  if (chosen !== undefined) return byCode(chosen.toUpperCase());
  for (const tag of languageTags(acceptLanguage ?? "")) {
    const named = byCode(tag.region ?? homes[tag.language] ?? "");
    if (named) return named;
  }
  return null;
}

const byCode = (code: string): CrisisCountry | null =>
  countries.find(({ country }) => country === code) ?? null;

const homes: Readonly<Record<string, string>> = { de: "DE", fr: "FR", hi: "IN", nl: "NL" };

/** The tags of an Accept-Language header, the most wanted first. What is malformed is left out. */
function languageTags(header: string): { language: string; region: string | undefined }[] {
  return header
    .split(",", 20)
    .flatMap((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const match = /^([a-z]{2,3})(?:-[a-z]{4})?(?:-([a-z]{2}))?$/i.exec(tag);
      const quality = Number(/^\s*q=([\d.]+)/.exec(parameters.join(";"))?.[1] ?? 1);
      if (!match?.[1]) return [];
      return [{ language: match[1].toLowerCase(), region: match[2]?.toUpperCase(), quality }];
    })
    .sort((a, b) => b.quality - a.quality);
}
