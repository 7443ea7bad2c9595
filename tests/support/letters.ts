import type { TestApp } from "./app.ts";

/** The link in the newest letter about accounts to this address, as a path here. */
export async function linkIn(t: TestApp, email: string): Promise<string> {
  const mail = await t.platform.db
    .selectFrom("account_mails")
    .select("body_text")
    .where("to_address", "=", email)
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow();
  const link = new RegExp(`${t.platform.config.baseUrl}\\S+`).exec(mail.body_text)?.[0];
  if (!link) throw new Error(`no link in the letter to ${email}`);
  return link.slice(t.platform.config.baseUrl.length);
}

/** The token that a link carries to its page's form. */
export const tokenIn = (link: string): string => new URL(link, "http://here").searchParams.get("token") ?? "";

export async function lettersTo(t: TestApp, email: string): Promise<string[]> {
  const rows = await t.platform.db
    .selectFrom("account_mails")
    .select("subject")
    .where("to_address", "=", email)
    .orderBy("id")
    .execute();
  return rows.map(({ subject }) => subject);
}
