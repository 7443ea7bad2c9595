/** A piece of a letter's plain text: words, or the path of a page here. */
export type TextPiece =
  | { readonly kind: "words"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly path: string };

/** Finds the addresses of this installation in a text, so that they can be clicked. Other addresses stay words. */
export function piecesOf(text: string, baseUrl: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf(`${baseUrl}/`, at);
    if (start < 0) break;
    const length = /^\S+/.exec(text.slice(start))?.[0].length ?? baseUrl.length;
    if (start > at) pieces.push({ kind: "words", text: text.slice(at, start) });
    const link = text.slice(start, start + length);
    pieces.push({ kind: "link", text: link, path: link.slice(baseUrl.length) });
    at = start + length;
  }
  if (at < text.length) pieces.push({ kind: "words", text: text.slice(at) });
  return pieces;
}
