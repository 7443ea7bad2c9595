import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "#support/temporary.ts";

const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));

const build = `import { appendFileSync, cpSync } from "node:fs";
cpSync("src/main.ts", "dist/server/main.js");
appendFileSync("builds", "built ");
`;

const server = `import { words } from "greeting";
process.on("SIGTERM", () => { console.log("stopped"); process.exit(3); });
setInterval(() => {}, 60_000);
console.log(words);
`;

/** A checkout of a very small project with the launchers of this one: one package, one source, a build that copies it. */
class Checkout {
  readonly folder = temporaryFolder("embedded");
  readonly #children: ChildProcess[] = [];

  constructor() {
    onTestFinished(() => this.remove());
    cpSync("bin", join(this.folder, "bin"), { recursive: true });
    const project = {
      name: "small",
      version: "1.0.0",
      type: "module",
      dependencies: { greeting: "file:greeting" },
    };
    const greeting = { name: "greeting", version: "1.0.0", type: "module", exports: "./index.js" };
    this.write("greeting/package.json", JSON.stringify(greeting));
    this.write("greeting/index.js", 'export const words = "hello";');
    this.write(
      "package.json",
      JSON.stringify({ ...project, scripts: { start: scripts.start, build: "node build.mjs" } }),
    );
    this.write("build.mjs", build);
    this.write("vite.config.ts", "");
    this.write("src/main.ts", server);
    mkdirSync(join(this.folder, "dist/server"), { recursive: true });
    spawnSync("npm", ["install", "--package-lock-only"], { cwd: this.folder });
  }

  write(path: string, text: string): void {
    mkdirSync(join(this.folder, path, ".."), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  get builds(): number {
    return readFileSync(join(this.folder, "builds"), "utf8").split(" ").length - 1;
  }

  /** `npm start`, until the server has spoken. `stop` sends npm a SIGTERM and gives npm's exit status. */
  async start() {
    const npm = spawn("npm", ["start"], { cwd: this.folder });
    this.#children.push(npm);
    let said = "";
    for (const stream of [npm.stdout, npm.stderr]) stream.on("data", (text) => (said += text));
    const ended = once(npm, "close");
    await expect.poll(() => said, { timeout: 30_000 }).toMatch(/^hello$/m);
    return {
      said: () => said,
      stop: async () => {
        npm.kill("SIGTERM");
        const [status] = await ended;
        return status;
      },
    };
  }

  remove(): void {
    for (const child of this.#children) child.kill("SIGTERM");
    rmSync(this.folder, { recursive: true, force: true });
  }
}

test("a fresh checkout is installed and built by its first start, a second start goes straight to the server", async () => {
  const checkout = new Checkout();
  const first = await checkout.start();
  expect(first.said()).toContain("Installing packages");
  await first.stop();

  const second = await checkout.start();
  await second.stop();
  expect(second.said()).not.toMatch(/Installing|Building/);
  expect(checkout.builds).toBe(1);
});

test("a changed source is built again, a changed test is not", async () => {
  const checkout = new Checkout();
  await (await checkout.start()).stop();
  checkout.write("src/main.test.ts", "// nothing");
  await (await checkout.start()).stop();
  expect(checkout.builds).toBe(1);

  checkout.write("src/main.ts", server.replace("stopped", "stopped anew"));
  const changed = await checkout.start();
  await changed.stop();
  expect(checkout.builds).toBe(2);
  expect(changed.said()).toContain("stopped anew");
});

test("a SIGTERM to npm lets the server stop by itself, and npm gives on its exit status", async () => {
  const running = await new Checkout().start();
  expect(await running.stop()).toBe(3);
  expect(running.said()).toContain("stopped");
});

test("two first starts at the same moment set the checkout up once", async () => {
  const checkout = new Checkout();
  const both = await Promise.all([checkout.start(), checkout.start()]);
  expect(await Promise.all(both.map((running) => running.stop()))).toEqual([3, 3]);
  expect(checkout.builds).toBe(1);
});
