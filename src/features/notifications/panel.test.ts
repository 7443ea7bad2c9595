import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { panelDesk, rowsOf } from "#support/panel.ts";
import { noticeKinds } from "./notify.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith?.end());

/** Letters of every kind that there is, each with a subject that tells. */
async function scene() {
  const desk = await panelDesk(kith);
  const kinds = ["private", "thread.news", "meeting.booked", "of a later time", ...noticeKinds];
  const letters = kinds.map((kind) => ({
    community_id: desk.community.id,
    id: newId(),
    kind,
    to_address: `${kind.replaceAll(" ", "-")}@people.example`,
    subject: `My secret: ${kind}`,
    body_text: "Words",
    body_html: "<p>Words</p>",
    state: "failed",
    message_id: newId(),
  }));
  await kith.inside(desk.community, (trx) => trx.insertInto("mails").values(letters).execute());
  return desk;
}

test("the panel shows a subject of what staff may know of, and of everything else that there was a letter", async () => {
  const desk = await scene();
  const rows = rowsOf(await desk.page("/mail")).map(([subject, to]) => `${to}: ${subject}`);
  const shown = ["meeting.booked", "booked", "changed", "cancelled", "reminder"];
  const hidden = ["private", "thread.news", "of-a-later-time", "request", "proposal", "accepted"];
  expect(rows.toSorted()).toEqual(
    [
      ...shown.map((kind) => `${kind}@people.example: My secret: ${kind}`),
      ...[...hidden, "message", "payment", "group", "room", "connection", "review", "help"].map(
        (kind) => `${kind}@people.example: A private letter`,
      ),
    ].toSorted(),
  );
});

test("a search finds no subject that is not shown", async () => {
  const desk = await scene();
  const found = async (q: string) => rowsOf(await desk.page(`/mail?q=${encodeURIComponent(q)}`)).length;
  expect(await found("secret: booked")).toBe(1);
  expect(await found("secret: proposal")).toBe(0);
  expect(await found("secret")).toBe(5);
  expect(await found("proposal@people")).toBe(1);
});

test("a letter whose words are gone is not sent again", async () => {
  const desk = await scene();
  const [letter] = await kith.inside(desk.community, (trx) =>
    trx.selectFrom("mails").select("id").orderBy("id").execute(),
  );
  await kith.inside(desk.community, (trx) => trx.updateTable("mails").set({ body_text: "" }).execute());
  expect((await desk.post(`/mail/${letter?.id}/again`)).status).toBe(404);
  await kith.inside(desk.community, (trx) => trx.updateTable("mails").set({ body_text: "Words" }).execute());
  expect((await desk.post(`/mail/${letter?.id}/again`)).status).toBe(303);
});
