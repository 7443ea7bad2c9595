const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Bytes. Dozens of columns, each at the limit of a cell, are less: a longer record has lost a quote or its line ends. */
const recordLimit = 1024 * 1024;

/**
 * Cuts UTF-8 text into pieces of about `size` bytes that begin and end between records. A line end is between
 * records when the quotes before it are even, which holds for every file that the strict parser accepts. The text
 * after a record that is over the limit is left out.
 */
export function* recordSlices(text: Uint8Array, size = 64 * 1024): Generator<Uint8Array> {
  for (let start = 0; start < text.length; ) {
    const end = sliceEnd(text, start, size);
    yield text.subarray(start, end);
    if (end - start >= recordLimit) return;
    start = end;
  }
}

function sliceEnd(text: Uint8Array, start: number, size: number): number {
  const last = Math.min(text.length, start + recordLimit);
  let quoted = false;
  for (let at = start; at < last; at++) {
    if (text[at] === quote) quoted = !quoted;
    else if (!quoted && at - start >= size && endsLine(text, at)) return at + 1;
  }
  return last;
}

function endsLine(text: Uint8Array, at: number): boolean {
  return text[at] === lineFeed || (text[at] === carriageReturn && text[at + 1] !== lineFeed);
}
