import { Hono } from "hono";
import { asFile, csvAnswer } from "#platform/csv/answer.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { param } from "../../admin/index.ts";
import { recordWhole } from "../../admin/looks.ts";
import { storedProgramme } from "../../providers/programme.ts";
import { type CommunityWeb, show } from "../../visits/handlers.ts";
import { type Download, enrollmentDownload, providersDownload, servicesDownload } from "../downloads.ts";
import { errorRows } from "../error-file.ts";
import type { Finding } from "../findings.ts";
import { fileOf, findImport } from "../queries/imports.ts";
import { wholePart } from "../queries/parts.ts";
import { storedRoll } from "../queries/state.ts";
import { findingWords } from "../words.ts";

/** Lists as files: as they are now, as they were uploaded, and what is wrong in them. */
export const files = new Hono<CommunityWeb>();

const downloads: Record<string, (trx: Scoped) => Promise<Download>> = {
  services: async (trx) => servicesDownload((await storedProgramme(trx)).services),
  providers: async (trx) => providersDownload(await storedProgramme(trx)),
  enrollment: async (trx) => enrollmentDownload(await storedRoll(trx)),
};

files.get(
  "/admin/exports/:file{(services|providers|enrollment)\\.csv}",
  show("coordinator", async (visit, trx, c) => {
    const kind = param(c, "file").replace(/\.csv$/, "");
    const download = await downloads[kind]?.(trx);
    // In the list of services there is nobody.
    if (kind === "providers" || kind === "enrollment") await recordWhole(trx, visit, "file", kind);
    return download ? csvAnswer(c, download, `${visit.community.slug}-${kind}.csv`) : null;
  }),
);

files.get(
  "/admin/imports/:id/findings.csv",
  show("coordinator", async (visit, trx, c) => {
    const { t } = visit;
    const found = await findImport(trx, param(c, "id"));
    if (!found) return null;
    await recordWhole(trx, visit, "file", "import");
    const findings = await wholePart<Finding>(trx, found.id, "findings");
    const columns = { row: t("imports.findings.csv.row"), wrong: t("imports.findings.csv.wrong") };
    const words = (finding: Finding) => findingWords(t, finding);
    const table = await errorRows(await fileOf(trx, found), findings, columns, words);
    return csvAnswer(c, table, found.fileName.replace(/(\.\w+)?$/, "-to-mend.csv"));
  }),
);

/** The file as it came, byte by byte. It is only ever saved: what somebody uploaded is not shown as a page of this site. */
files.get(
  "/admin/imports/:id/file",
  show("coordinator", async (visit, trx, c) => {
    const found = await findImport(trx, param(c, "id"));
    if (!found) return null;
    await recordWhole(trx, visit, "file", "import");
    return c.body(
      new Uint8Array(await fileOf(trx, found)),
      200,
      asFile(found.fileName, "application/octet-stream"),
    );
  }),
);
