import { isIP } from "node:net";
import { delimiter, isAbsolute } from "node:path";
import { z } from "zod";

const says = (message: string) => ({ error: message });
const flag = z.enum(["0", "1"], says("must be 0 or 1."));

const Env = z.object({
  PORT: z.coerce
    .number(says("must be a port number from 1 to 65535."))
    .int(says("must be a port number from 1 to 65535."))
    .min(1, says("must be a port number from 1 to 65535."))
    .max(65535, says("must be a port number from 1 to 65535."))
    .default(3000),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/, says("must be a host name or an IP address to listen on, such as 127.0.0.1."))
    .default("127.0.0.1"),
  OUTLAY_URL: z
    .url({ protocol: /^https?$/, ...says("must be the address people open, such as https://outlay.example.com.") })
    .transform((url) => url.replace(/\/+$/, ""))
    .optional(),
  DATABASE_URL: z
    .string()
    .refine(isPostgresUrl, says("must be a Postgres address, such as postgresql://user:password@host:5432/database."))
    .optional(),
  OUTLAY_DATA_DIR: z
    .string()
    .refine((path) => !path.includes("\0"), says("must be a path."))
    .default(".outlay"),
  OUTLAY_SECRET: z.string().min(32, says("must have at least 32 characters.")).optional(),
  OUTLAY_ADMIN_EMAIL: z.email(says("must be an e-mail address.")).optional(),
  OUTLAY_ADMIN_PASSWORD: z.string().min(12, says("must have at least 12 characters.")).optional(),
  OUTLAY_DEMO: flag.optional(),
  OUTLAY_TRUSTED_PROXIES: z
    .string()
    .transform((list) => list.split(",").map((entry) => entry.trim()))
    .refine((list) => list.every(isNetwork), says("must list IP addresses or networks, such as 10.0.0.0/8,::1."))
    .default([]),
  OUTLAY_WATCH_DIRS: z
    .string()
    .transform((list) => list.split(delimiter).filter((path) => path !== ""))
    .refine(
      (list) => list.every((path) => isAbsolute(path) && !path.includes("\0")),
      says(`must list absolute paths of directories, such as /srv/billing${delimiter}/mnt/exports.`),
    )
    .default([]),
  OUTLAY_MAX_UPLOAD_MB: z.coerce
    .number(says("must be a number of megabytes."))
    .int(says("must be a whole number of megabytes."))
    .min(1, says("must be at least 1."))
    .default(2048),
  SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      ...says("must be the address of a mail server, such as smtp://user:password@host:587."),
    })
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^[^<>\p{Control}]*<[^@\s<>]+@[^@\s<>]+>$|^[^@\s<>]+@[^@\s<>]+$/u,
      says("must be an address such as Outlay <outlay@example.com>."),
    )
    .optional(),
  OUTLAY_ARCHIVE_MAX_GB: z.coerce
    .number(says("must be a number of gigabytes; 0 keeps no archive."))
    .min(0, says("must be 0 or more gigabytes; 0 keeps no archive."))
    .default(20),
  OUTLAY_ARCHIVE_MAX_DAYS: z.coerce
    .number(says("must be a number of days; 0 sets no limit."))
    .int(says("must be a whole number of days; 0 sets no limit."))
    .min(0, says("must be 0 or more days; 0 sets no limit."))
    .default(400),
  /** Set by the start itself: the folder with our programs as it built them. */
  OUTLAY_PROGRAMS: z.string().optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"], says("must be debug, info, warn or error.")).default("info"),
});

const Consistent = Env.check(({ value, issues }) => {
  if (value.SMTP_URL && !value.MAIL_FROM) {
    issues.push({
      code: "custom",
      input: undefined,
      path: ["MAIL_FROM"],
      message: "must be set together with SMTP_URL.",
    });
  }
  const pair = [value.OUTLAY_ADMIN_EMAIL, value.OUTLAY_ADMIN_PASSWORD];
  if (pair.filter(Boolean).length !== 1) return;
  const missing = value.OUTLAY_ADMIN_EMAIL ? "OUTLAY_ADMIN_PASSWORD" : "OUTLAY_ADMIN_EMAIL";
  const given = value.OUTLAY_ADMIN_EMAIL ? "OUTLAY_ADMIN_EMAIL" : "OUTLAY_ADMIN_PASSWORD";
  issues.push({ code: "custom", input: undefined, path: [missing], message: `must be set together with ${given}.` });
});

export type Env = z.output<typeof Env>;

export type EnvProblem = { name: string; message: string };

/** Names every variable that is wrong, so that the start can stop with one clear sentence each. */
export function readEnv(from: Record<string, string | undefined>): { env: Env } | { problems: EnvProblem[] } {
  const set = Object.fromEntries(Object.entries(from).filter(([, value]) => value !== ""));
  const read = Consistent.safeParse(set);
  if (read.success) return { env: read.data };
  const first = new Map(read.error.issues.toReversed().map(({ path, message }) => [path.join("."), message]));
  return { problems: [...first].map(([name, message]) => ({ name, message })) };
}

/** The environment of this process; a bad value stops it with the variable's name. */
export function env(): Env {
  const read = readEnv(process.env);
  if ("env" in read) return read.env;
  throw new Error(problemText(read.problems));
}

/** One sentence a line; a value is never repeated, because it may be a secret. */
export function problemText(problems: EnvProblem[]): string {
  return problems.map(({ name, message }) => `${name} ${message}`).join("\n");
}

function isNetwork(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function isPostgresUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname } = new URL(text);
  return /^postgres(ql)?:$/.test(protocol) && (hostname !== "" || text.includes("host=")) && pathname.length > 1;
}
