import { z } from "zod";
import { oneOf } from "../admin/index.ts";
import { notCsv } from "./not-csv.ts";

export const kinds = ["services", "providers", "enrollment"] as const;
export const modes = ["replace", "merge"] as const;

const csv = z
  .custom<Uint8Array>((value) => value instanceof Uint8Array)
  .superRefine((bytes, context) => {
    const message = notCsv(bytes);
    if (message) context.addIssue({ code: "custom", message });
  });

/** A file as it was uploaded, and what is to be done with it. */
export const upload = z.object({
  kind: oneOf(kinds),
  mode: oneOf(modes),
  fileName: z.string().transform(
    (name) =>
      name
        .replaceAll(/[\p{Cc}/\\]/gu, " ")
        .trim()
        .slice(-200) || "import.csv",
  ),
  file: csv,
});

export const oneImport = z.object({ id: z.guid() });
