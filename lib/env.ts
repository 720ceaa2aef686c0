import { z } from "zod";
import { parseEgress } from "@/lib/engine/egress";
import { defaultSender, isSmtpUrl, parseSender, type Sender } from "@/lib/notifications/sender";

const optional = z
  .string()
  .optional()
  .transform((value) => value || undefined);

const whole = (fallback: number, min: number, max: number) =>
  z
    .string()
    .optional()
    .transform((value, context) => {
      if (!value) return fallback;
      const number = Number(value);
      if (Number.isInteger(number) && number >= min && number <= max) return number;
      context.addIssue({ code: "custom", message: `must be a whole number from ${min} to ${max}` });
      return z.NEVER;
    });

const schema = z.object({
  PORT: whole(3000, 1, 65_535),
  HOST: optional.transform((value) => value ?? "127.0.0.1"),
  PUBLIC_URL: optional.refine((value) => !value || URL.canParse(value), "must be a full URL"),
  TRUST_PROXY: whole(0, 0, 10),
  DATA_DIR: optional.transform((value) => value ?? "./data"),
  DATABASE_URL: optional.refine(
    (value) => !value || /^postgres(ql)?:\/\//.test(value),
    "must start with postgres://, or be unset for SQLite in DATA_DIR",
  ),
  TIDINGS_ROLE: z.enum(["all", "web", "engine"]).default("all"),
  TIDINGS_SECRET_KEY: optional,
  TIDINGS_DISPATCH_TOKEN: optional,
  SMTP_URL: optional.refine(
    (value) => !value || isSmtpUrl(value),
    "must be smtp://user:password@host:port, or smtps:// for TLS from the first byte, without anything after the port",
  ),
  MAIL_FROM: optional.refine(
    (value) => !value || parseSender(value) !== null,
    "must be one address such as tidings@example.com, or a name and an address: Tidings <tidings@example.com>",
  ),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  RETENTION_DAYS: whole(30, 14, 365),
  API_CALLS_PER_MINUTE: whole(12_000, 1, 10_000_000),
  INTAKE_MAX_BACKLOG: whole(1_000_000, 1, 1_000_000_000),
  RETRY_TIME_SCALE: z
    .string()
    .optional()
    .transform((value, context) => {
      const scale = value ? Number(value) : 1;
      if (scale > 0 && scale <= 1_000) return scale;
      context.addIssue({ code: "custom", message: "must be a number above 0, at most 1000" });
      return z.NEVER;
    }),
});

/** The environment as docs/edge.md describes it, read and checked once. */
export function readEnv(source: Record<string, string | undefined>) {
  const known = Object.fromEntries(
    Object.keys(schema.shape).map((name) => [name, source[name] === "" ? undefined : source[name]]),
  );
  const read = schema.safeParse(known);
  if (!read.success) {
    const problems = read.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
    throw new Error(`The environment can't be used: ${problems.join("; ")}.`);
  }
  const values = read.data;
  const host = values.HOST.includes(":") ? `[${values.HOST}]` : values.HOST;
  const publicUrl = (values.PUBLIC_URL ?? `http://${host}:${values.PORT}`).replace(/\/+$/, "");
  return {
    ...values,
    PUBLIC_URL: publicUrl,
    sender: parseSender(values.MAIL_FROM ?? defaultSender(publicUrl)) as Sender,
    egress: parseEgress(source),
  };
}

export type Env = ReturnType<typeof readEnv>;

/** The host of a URL or of HOST, loopback by its name or address. */
export const isLoopback = (host: string) => /^(localhost|127\.[\d.]+|\[?::1\]?)$/.test(host);

/** Whether people reach the server over https, or over a loopback address that browsers trust like it. */
export function isSecureContext(publicUrl: string) {
  const { protocol, hostname } = new URL(publicUrl);
  return protocol === "https:" || isLoopback(hostname);
}
