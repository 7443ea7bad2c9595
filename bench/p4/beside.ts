import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { newId } from "#platform/ids.ts";
import type { House } from "../../tests/faults/house.ts";
import { asOwner, type Scene } from "../../tests/faults/scene.ts";
import type { Visitor } from "../../tests/faults/visitor.ts";

export interface Beside {
  /** Of other people's pages while an import is read, applied and undone, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
  readonly pages: number;
  /** Growth of the server's memory at its highest, in MB. */
  readonly grew: number;
  /** From the upload to the end of each step, as somebody at the page sees it, in milliseconds. */
  readonly seen: { readonly review: number; readonly apply: number; readonly undo: number };
}

/** Imports through the pages of a running server, while somebody else goes through other pages of it. */
export async function besideOthers(
  house: House,
  scene: Scene,
  files: { services: Uint8Array; enrollment: Uint8Array },
): Promise<Beside> {
  const [boss, other] = scene.members;
  if (!boss || !other) throw new Error("two people are needed");
  await asOwner(house.database.ownerUrl, async (client) => {
    await client.query(`set kith.community = '${scene.communityId}'`);
    await client.query("update people set roles = array['coordinator'] where id = $1", [boss.id]);
  });
  const desk = new Desk(house, scene, boss.browser);
  await desk.take("services", files.services);
  await desk.run("enrollment", files.enrollment.subarray(0, files.enrollment.indexOf(10, 20_000) + 1));
  const pages = [scene.base, `${scene.base}/meetings`, "/"];
  await walk(other.browser, house, pages, { until: wait(2_000) });

  const before = residentMb(house);
  const work = desk.run("enrollment", files.enrollment);
  const peak = watch(house, work);
  const took = await walk(other.browser, house, pages, { until: work });
  const sorted = took.toSorted((a, b) => a - b);
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  return {
    p50: at(0.5),
    p99: at(0.99),
    worst: sorted.at(-1) ?? Number.NaN,
    pages: took.length,
    grew: (await peak) - before,
    seen: await work,
  };
}

/** One page after the other, with a breath between, until the work ends; how long each took. */
async function walk(
  visitor: Visitor,
  house: House,
  pages: readonly string[],
  { until }: { until: Promise<unknown> },
) {
  const took: number[] = [];
  let over = false;
  const ended = until.finally(() => {
    over = true;
  });
  for (let turn = 0; !over; turn++) {
    const { milliseconds, status } = await visitor.get(house.origin(), pages[turn % pages.length] ?? "/");
    if (status >= 400) throw new Error(`a page answered ${status}`);
    took.push(milliseconds);
    await wait(20);
  }
  await ended;
  return took;
}

async function watch(house: House, until: Promise<unknown>): Promise<number> {
  let over = false;
  let peak = 0;
  const ended = until.finally(() => {
    over = true;
  });
  for (; !over; await wait(25)) peak = Math.max(peak, residentMb(house));
  await ended;
  return peak;
}

function residentMb(house: House): number {
  const status = readFileSync(`/proc/${house.servers[0]?.pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** A coordinator who uploads, applies and undoes, and looks again until each is done. */
class Desk {
  readonly #house: House;
  readonly #base: string;
  readonly #browser: Visitor;

  constructor(house: House, scene: Scene, browser: Visitor) {
    this.#house = house;
    this.#base = `${scene.base}/admin/imports`;
    this.#browser = browser;
  }

  /** Uploads and applies. */
  async take(kind: string, file: Uint8Array): Promise<{ page: string; review: number; apply: number }> {
    const began = performance.now();
    const page = await this.#upload(kind, file);
    await this.#comes(page, "Review before anything changes");
    const review = performance.now() - began;
    const apply = await this.#step(page, "apply", "Applied");
    return { page, review, apply };
  }

  /** The same, and undoes it. */
  async run(kind: string, file: Uint8Array): Promise<Beside["seen"]> {
    const { page, review, apply } = await this.take(kind, file);
    return { review, apply, undo: await this.#step(page, "undo", "Undone") };
  }

  async #upload(kind: string, file: Uint8Array): Promise<string> {
    const form = new FormData();
    for (const [name, value] of Object.entries({ kind, mode: "replace", key: newId() }))
      form.append(name, value);
    form.append("file", new Blob([file.slice()]), `${kind}.csv`);
    const { status, location } = await this.#browser.postForm(this.#house.origin(), this.#base, form);
    if (status !== 303) throw new Error(`the upload was answered ${status}`);
    return location;
  }

  async #step(page: string, what: string, title: string): Promise<number> {
    const began = performance.now();
    const { status } = await this.#browser.post(this.#house.origin(), `${page}/${what}`, {});
    if (status !== 303) throw new Error(`${what} was answered ${status}`);
    await this.#comes(page, title);
    return performance.now() - began;
  }

  async #comes(page: string, title: string): Promise<void> {
    for (const deadline = Date.now() + 180_000; Date.now() < deadline; await wait(100)) {
      const { text } = await this.#browser.get(this.#house.origin(), page);
      if (new RegExp(`<h1[^>]*>${title}</h1>`).test(text)) return;
    }
    throw new Error(`the page "${title}" does not come`);
  }
}
