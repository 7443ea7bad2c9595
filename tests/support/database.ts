import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

/** What the run's set-up tells every test file about its server. */
export interface TestServer {
  /** May create and drop databases. */
  readonly adminUrl: string;
  /** A database with all migrations and no rows, owned by `owner`. */
  readonly template: string;
  readonly owner: Login;
  /** Owns nothing and is bound by row security, like the app's role in production. */
  readonly app: Login;
}

export interface Login {
  readonly role: string;
  readonly password: string;
}

declare module "vitest" {
  interface ProvidedContext {
    postgres: TestServer;
  }
}

export interface TestDatabase {
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** Ends every connection to it and removes it. */
  drop(): Promise<void>;
}

/** A database of one's own with all migrations and no rows. What is not dropped goes when the run ends. */
export async function testDatabase(): Promise<TestDatabase> {
  const { adminUrl, template, owner, app } = inject("postgres");
  const name = `${template}_${randomBytes(5).toString("hex")}`;
  await asAdmin(adminUrl, (client) =>
    client.query(`create database ${name} template ${template} owner ${owner.role}`),
  );
  return {
    ownerUrl: urlFor(adminUrl, owner, name),
    appUrl: urlFor(adminUrl, app, name),
    drop: () => asAdmin(adminUrl, (client) => client.query(`drop database if exists ${name} with (force)`)),
  };
}

/** Opens a connection with the rights of the address given, for the time of one piece of work. */
export async function asAdmin(
  adminUrl: string,
  work: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** The same server (socket, port, TLS settings) with another role and database. */
export function urlFor(adminUrl: string, { role, password }: Login, database: string): string {
  const { host, port } = new pg.Client({ connectionString: adminUrl });
  const url = new URL(`postgresql://${role}:${password}@localhost/${database}`);
  url.search = adminUrl.split("?")[1] ?? "";
  for (const name of ["user", "password", "dbname"]) url.searchParams.delete(name);
  url.searchParams.set("host", host);
  url.searchParams.set("port", String(port));
  return url.href;
}
