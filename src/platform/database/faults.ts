/** PostgreSQL's codes for "not there, going down, or too busy to answer in time". */
const unavailable = new Set([
  "57P01",
  "57P02",
  "57P03",
  "57014",
  "53300",
  "08000",
  "08003",
  "08006",
  "08001",
  "55P03",
]);
const network = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
]);
const texts =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout|not queryable|Client has encountered a connection error/;

/** Whether an error means that the database cannot answer now, as opposed to a fault of ours. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return (
    unavailable.has(code) || network.has(code) || texts.test(error.message) || isUnavailable(error.cause)
  );
}

/** Whether a unique key said that there is such a row already. */
export const isTaken = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "23505";

/** Whether something was asked for by a text that no row can hold: PostgreSQL has no zero character. */
export const isUnstorable = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "22021" || error.code === "22P05");
