import pino from "pino";

/** What may stand in a log line. Everything else a caller passes is dropped: names, addresses and answers never get here. */
const allowed = [
  "requestId",
  "method",
  "route",
  "status",
  "milliseconds",
  "error",
  "stack",
  "queue",
  "job",
  "community",
  "port",
  "pid",
  "detail",
] as const;

type Field = (typeof allowed)[number];

export interface Log {
  debug(fields: Partial<Record<Field, unknown>>, message: string): void;
  info(fields: Partial<Record<Field, unknown>>, message: string): void;
  warn(fields: Partial<Record<Field, unknown>>, message: string): void;
  error(fields: Partial<Record<Field, unknown>>, message: string): void;
}

/** Structured lines on standard error; standard output belongs to what `npm start` tells the operator. */
export function openLog(level: string): Log {
  const logger = pino(
    {
      level,
      base: null,
      formatters: {
        log: (fields) =>
          Object.fromEntries(allowed.flatMap((name) => (name in fields ? [[name, fields[name]]] : []))),
      },
    },
    pino.destination({ fd: 2, sync: false }),
  );
  return logger;
}
