import { raw } from "#ui/markup.ts";
import { clockTime, dayName, zoneName } from "#ui/when.ts";
import type { Translate } from "../../../words/translate.ts";

export interface PartShown {
  readonly file: string;
  readonly about: string;
  readonly items: number;
}

interface IndexFileProps {
  t: Translate;
  community: { readonly name: string; readonly zone: string };
  name: string;
  now: Temporal.Instant;
  parts: readonly PartShown[];
  files: readonly { readonly path: string; readonly name: string; readonly size: number }[];
}

const style = `:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #8886;vertical-align:top}
td:last-child{text-align:right;white-space:nowrap}`;

/** The page in the archive that says what the other files are. It needs nothing from outside. */
export function IndexFile({ t, community, name, now, parts, files }: IndexFileProps) {
  const { zone } = community;
  const when = `${dayName(now, zone, now)}, ${clockTime(now, zone)}, ${zoneName(zone, now)}`;
  const title = t("exports.index.title", { name, community: community.name });
  return (
    <>
      {raw("<!doctype html>")}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{title}</title>
          <style>{raw(style)}</style>
        </head>
        <body>
          <main>
            <h1>{title}</h1>
            <p>{t("exports.index.made", { when })}</p>
            <p>{t("exports.index.lead")}</p>
            <h2>{t("exports.index.parts")}</h2>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t("exports.index.what")}</th>
                  <th scope="col">{t("exports.index.file")}</th>
                  <th scope="col">{t("exports.index.count")}</th>
                </tr>
              </thead>
              <tbody>
                {parts.map(({ file, about, items }) => (
                  <tr>
                    <td>{about}</td>
                    <td>
                      <a href={file}>{file}</a>
                    </td>
                    <td>{items}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <h2>{t("exports.index.files")}</h2>
            {files.length === 0 ? (
              <p>{t("exports.index.files.none")}</p>
            ) : (
              <ul>
                {files.map((file) => (
                  <li>
                    <a href={file.path.split("/").map(encodeURIComponent).join("/")}>{file.name}</a>
                  </li>
                ))}
              </ul>
            )}
            <h2>{t("exports.index.format")}</h2>
            <ul>
              <li>{t("exports.index.format.json")}</li>
              <li>{t("exports.index.format.times")}</li>
              <li>{t("exports.index.format.money")}</li>
              <li>{t("exports.index.format.ids")}</li>
            </ul>
            <h2>{t("exports.not")}</h2>
            <ul>
              <li>{t("exports.not.others")}</li>
              <li>{t("exports.not.reports")}</li>
              <li>{t("exports.not.secrets")}</li>
            </ul>
          </main>
        </body>
      </html>
    </>
  );
}
