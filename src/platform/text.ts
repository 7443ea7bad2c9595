/** What was typed, as it is stored: browsers send line ends as CRLF and count them as one, and PostgreSQL has no zero character. */
export const asWritten = (text: string): string =>
  text.replaceAll(/\r\n?/g, "\n").replaceAll("\0", "").trim();
