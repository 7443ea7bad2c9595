import { describe, expect, test } from "vitest";
import { zip } from "#support/zip.ts";
import { kindOf, safeName } from "./kinds.ts";

const office = (part: string, type: string) =>
  zip({
    "[Content_Types].xml": `<?xml version="1.0"?><Types><Override PartName="/${part}" ContentType="${type}"/></Types>`,
    "_rels/.rels": "<Relationships/>",
    [part]: "<document/>",
  });
const openXml = "application/vnd.openxmlformats-officedocument";
const bytes = (...values: (number | string)[]) =>
  Buffer.concat(
    values.map((value) => (typeof value === "string" ? Buffer.from(value, "latin1") : Buffer.of(value))),
  );

describe("the kind of a file is found in its content", () => {
  const known: [string, Buffer][] = [
    ["application/pdf", bytes("%PDF-1.7\n%", 0xe2, 0xe3, 0xcf, 0xd3, "\n1 0 obj\n")],
    [
      "image/png",
      bytes(0x89, "PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\0\0\0\0\0\0\0\0IDAT"),
    ],
    ["image/jpeg", bytes(0xff, 0xd8, 0xff, 0xe0, "\0\x10JFIF\0")],
    ["image/webp", bytes("RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0")],
    ["image/gif", bytes("GIF89a\x01\0\x01\0")],
    ["text/plain", Buffer.from("Grüße,\r\n\tund bis Dienstag\n")],
    ["text/plain", bytes("Gr", 0xfc, 0xdf, "e, as old programs write them")],
    ["text/plain", Buffer.from("BMI is mass by height squared")],
    ["text/plain", Buffer.from("<script>alert(1)</script>")],
    [
      `${openXml}.wordprocessingml.document`,
      office("word/document.xml", `${openXml}.wordprocessingml.document.main+xml`),
    ],
    [`${openXml}.spreadsheetml.sheet`, office("xl/workbook.xml", `${openXml}.spreadsheetml.sheet.main+xml`)],
    [
      `${openXml}.presentationml.presentation`,
      office("ppt/presentation.xml", `${openXml}.presentationml.presentation.main+xml`),
    ],
    [
      "application/vnd.oasis.opendocument.text",
      zip({ mimetype: "application/vnd.oasis.opendocument.text", "content.xml": "<office/>" }),
    ],
  ];
  test.each(known)("%s", async (kind, content) => {
    expect(await kindOf(content)).toBe(kind);
  });

  const refused: [string, Buffer][] = [
    ["a program", bytes("MZ", 0x90, 0, 3, 0, 0, 0, 4, 0)],
    ["a program of Linux", bytes(0x7f, "ELF", 2, 1, 1, 0)],
    ["an archive of anything", zip({ "run.bat": "echo hello" })],
    [
      "a document with macros",
      office("word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml"),
    ],
    ["a film", bytes(0, 0, 0, 0x18, "ftypmp42", 0, 0, 0, 0)],
    ["bytes of no known kind", bytes(1, 2, 3, 4, 5, 6, 7, 8)],
  ];
  test.each(refused)("%s cannot be shared", async (_name, content) => {
    expect(await kindOf(content)).toBeNull();
  });
});

describe("a name is kept as far as it is safe", () => {
  const names: [string, string, string][] = [
    ["Übung 3 (neu).pdf", "application/pdf", "Übung 3 (neu).pdf"],
    ["U\u0308bung.PDF", "application/pdf", "Übung.PDF"],
    ["C:\\Users\\mina\\notes.txt", "text/plain", "notes.txt"],
    ["../../etc/passwd", "text/plain", "passwd.txt"],
    ["page.html", "text/plain", "page.html.txt"],
    ["invoice.pdf.exe", "application/pdf", "invoice.pdf.exe.pdf"],
    ["photo\u202egpj.exe", "image/jpeg", "photogpj.exe.jpg"],
    ['a"b\r\nSet-Cookie: x.txt', "text/plain", 'a"bSet-Cookie: x.txt'],
    [".txt", "text/plain", "txt.txt"],
    ["...", "image/png", "file.png"],
    ["", "image/png", "file.png"],
    [`${"a".repeat(300)}.pdf`, "application/pdf", `${"a".repeat(100)}.pdf`],
    ["half a sign \ud800.txt", "text/plain", "half a sign \ufffd.txt"],
  ];
  test.each(names)("%j (%s) is %j", (given, kind, safe) => {
    expect(safeName(given, kind)).toBe(safe);
  });
});
