import { z } from "zod";
import { proxyList } from "./http/address.ts";

const flag = z
  .enum(["1", "0", "true", "false", "on", "off"])
  .transform((text) => ["1", "true", "on"].includes(text));

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  BASE_URL: z.url().optional(),
  DATA_DIR: z.string().default("./data"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .optional(),
  DATABASE_OWNER_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .optional(),
  DEMO: flag.optional(),
  SECRET: z.string().min(32).optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//)
    .optional(),
  MAIL_FROM: z.string().default("Kith <kith@localhost>"),
  /** Whose name and address stand over mail that must not say what it is about. */
  MAIL_FROM_DISCREET: z.string().optional(),
  /** Where somebody who must leave at once is taken. */
  QUICK_EXIT_URL: z.url({ protocol: /^https?$/ }).default("https://www.wikipedia.org/"),
  TRUSTED_PROXIES: z
    .string()
    .default("")
    .refine(
      (text) => proxyList(text) !== null,
      "must be addresses or ranges such as 10.0.0.0/8, separated by commas",
    ),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("warn"),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_/, "must be a secret or restricted key, which begins with sk_ or rk_")
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_\S+$/, "must be the signing secret of the webhook, which begins with whsec_")
    .optional(),
  STRIPE_API_BASE: z.url({ protocol: /^https?$/ }).optional(),
  JITSI_URL: z.url().default("https://meet.jit.si"),
});

export type Config = z.output<typeof environment> & { baseUrl: string };

/** Reads the environment once, at start. Gives every fault at once, in words an operator can act on. */
export function readConfig(
  env: NodeJS.ProcessEnv,
): { ok: true; config: Config } | { ok: false; faults: string[] } {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    return {
      ok: false,
      faults: parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`),
    };
  }
  const config = parsed.data;
  if (!config.STRIPE_SECRET_KEY !== !config.STRIPE_WEBHOOK_SECRET) {
    const missing = config.STRIPE_SECRET_KEY ? "STRIPE_WEBHOOK_SECRET" : "STRIPE_SECRET_KEY";
    return {
      ok: false,
      faults: [`${missing}: card payments need both the key and the webhook's secret, or neither`],
    };
  }
  const host = config.HOST === "0.0.0.0" || config.HOST === "::" ? "localhost" : config.HOST;
  return {
    ok: true,
    config: { ...config, baseUrl: (config.BASE_URL ?? `http://${host}:${config.PORT}`).replace(/\/$/, "") },
  };
}
