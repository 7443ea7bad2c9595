import type { Platform } from "#platform/http/web.ts";
import { demoPassword, demoSignIns } from "./features/accounts/demo.ts";
import { foundingCode } from "./features/founding/code.ts";

/** What whoever started it sees in the terminal: the address, and how to get in. */
export async function tellOperator({ config, demo, db, secret }: Platform, port: number): Promise<void> {
  const address = config.BASE_URL || config.PORT !== 0 ? config.baseUrl : `http://${config.HOST}:${port}`;
  const lines = ["", `  Kith is at ${address}`, ""];
  if (demo) {
    lines.push(`  This is a demo. Sign in with one click there, or with these (password: ${demoPassword}):`);
    for (const [role, { email }] of Object.entries(demoSignIns))
      lines.push(`    ${role.padEnd(12)} ${email}`);
    lines.push("  For a real one, start it with DEMO=0 and an empty DATA_DIR.");
  } else {
    const any = await db.selectFrom("communities").select("id").limit(1).executeTakeFirst();
    lines.push(any ? "  To set up another community:" : "  Set up your community here:");
    lines.push(`    ${address}/setup?code=${foundingCode(secret)}`);
  }
  if (config.HOST === "127.0.0.1")
    lines.push("", "  Only this machine can reach it; HOST=0.0.0.0 opens it to others.");
  console.log(`${lines.join("\n")}\n`);
}
