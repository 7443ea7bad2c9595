import { expect } from "vitest";
import type { TestApp, TestCommunity, TestPerson } from "./app.ts";
import type { Answer, Client } from "./client.ts";

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** A coordinator before the admin panel of a community of their own. */
export class PanelDesk {
  readonly app: TestApp;
  readonly community: TestCommunity;
  readonly coordinator: TestPerson;
  readonly client: Client;

  constructor(parts: Pick<PanelDesk, "app" | "community" | "coordinator" | "client">) {
    this.app = parts.app;
    this.community = parts.community;
    this.coordinator = parts.coordinator;
    this.client = parts.client;
  }

  /** A page of the panel, which is expected to be there. */
  async page(path: string): Promise<string> {
    const { status, text } = await this.client.get(`${this.community.base}/admin${path}`);
    expect(status, path).toBe(200);
    return text;
  }

  post(path: string, fields: Fields = {}): Promise<Answer> {
    return this.client.post(`${this.community.base}/admin${path}`, fields);
  }

  /** Sends a form that is expected to do its work. Gives the last part of the address it leads to. */
  async does(path: string, fields: Fields = {}): Promise<string> {
    const { status, location } = await this.post(path, fields);
    expect(status, path).toBe(303);
    return location.split("?")[0]?.split("/").at(-1) ?? "";
  }

  /** Sends a form that is expected to come back. Gives its page. */
  async refused(path: string, fields: Fields = {}): Promise<string> {
    const { status, text } = await this.post(path, fields);
    expect(status, path).toBe(422);
    return text;
  }
}

/** A new community with one coordinator, who is signed in. */
export async function panelDesk(
  app: TestApp,
  options: Parameters<TestApp["community"]>[0] = {},
): Promise<PanelDesk> {
  const community = await app.community(options);
  const coordinator = await app.person(community, {
    roles: ["coordinator"],
    firstName: "Cora",
    lastName: "Vale",
  });
  return new PanelDesk({ app, community, coordinator, client: await app.signIn(coordinator) });
}

/** The text of some HTML, tags and the space around it aside. */
export const textOf = (html: string): string =>
  html
    .replace(/<[^>]+>/g, " ")
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ")
    .trim();

/** The words beside a field, "" when nothing is wrong with it. */
export function faultOf(html: string, field: string): string {
  const id = field.replace(/[.]/g, "\\.");
  return textOf(new RegExp(`id="${id}-fault"[^>]*>([\\s\\S]*?)</p>`).exec(html)?.[1] ?? "");
}

/** The rows of a page's table, each as the text of its cells. */
export const rowsOf = (html: string): string[][] =>
  [...(/<tbody>([\s\S]*?)<\/tbody>/.exec(html)?.[1] ?? "").matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(
    ([, row = ""]) =>
      [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = ""]) => textOf(cell)),
  );
