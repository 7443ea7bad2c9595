import { raw } from "#ui/markup.ts";
import type { Translate } from "../../words/translate.ts";

export interface LetterParts {
  readonly t: Translate;
  /** Whose letter it is: the community's name, or the installation's. */
  readonly place: string;
  readonly subject: string;
  /** Finished words, one paragraph each. */
  readonly paragraphs: readonly string[];
  /** The one thing to do; `url` is absolute. */
  readonly button?: { readonly label: string; readonly url: string } | undefined;
  /** Finished words below the button, quieter: why this came, what to do when it was not you. */
  readonly closing?: readonly string[];
}

export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** One letter as plain text and as simple HTML that reads well in light and dark, with or without pictures and styles. */
export function letter(parts: LetterParts): Letter {
  return { subject: parts.subject, text: plain(parts), html: `<!doctype html>${<Html {...parts} />}` };
}

function plain({ place, paragraphs, button, closing = [] }: LetterParts): string {
  const link = button ? [`${button.label}:\n${button.url}`] : [];
  return `${[...paragraphs, ...link, ...closing].join("\n\n")}\n\n--\n${place}\n`;
}

const styles = `
  body { margin: 0; background: #f7f2ea; color: #2a2622; }
  .card { background: #fffdfa; border: 1px solid #e9e1d4; }
  .button { background: #1d5c50; color: #ffffff; }
  .quiet { color: #5a544d; }
  @media (prefers-color-scheme: dark) {
    body { background: #141716 !important; color: #ece8e1 !important; }
    .card { background: #1c1f1e !important; border-color: #323836 !important; }
    .button { background: #8fd3c0 !important; color: #0d2a24 !important; }
    .quiet, .quiet a { color: #c3beb6 !important; }
  }
`;

const font =
  "font-family: Figtree, 'Segoe UI', Helvetica, Arial, sans-serif; font-size: 17px; line-height: 1.55;";
const small = "font-size: 14px; line-height: 1.5; margin: 0 0 12px; overflow-wrap: anywhere;";

function Html({ t, place, subject, paragraphs, button, closing = [] }: LetterParts) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        <style>{raw(styles)}</style>
      </head>
      <body style={font}>
        <div style="max-width: 560px; margin: 0 auto; padding: 24px 16px;">
          <p style="font-weight: 600; margin: 0 0 12px;">{place}</p>
          <div class="card" style="border-radius: 16px; padding: 24px;">
            {paragraphs.map((paragraph) => (
              <p style="margin: 0 0 16px; white-space: pre-line;">{paragraph}</p>
            ))}
            {button && (
              <p style="margin: 24px 0 0;">
                <a
                  href={button.url}
                  target="_blank"
                  rel="noopener"
                  class="button"
                  style="display: inline-block; padding: 12px 22px; border-radius: 10px; font-weight: 600; text-decoration: none;"
                >
                  {button.label}
                </a>
              </p>
            )}
          </div>
          <div class="quiet" style="padding: 20px 8px 0;">
            {button && (
              <p style={small}>
                {t("letter.link")} <span>{button.url}</span>
              </p>
            )}
            {closing.map((words) => (
              <p style={small}>{words}</p>
            ))}
          </div>
        </div>
      </body>
    </html>
  );
}
