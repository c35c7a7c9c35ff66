import { z } from "zod";

const flag = z.enum(["0", "1"]).optional();
const Env = z.object({
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  OUTLAY_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  OUTLAY_DATA_DIR: z.string().min(1).default(".outlay"),
  OUTLAY_SECRET: z.string().min(32, "needs at least 32 characters").optional(),
  OUTLAY_ADMIN_EMAIL: z.email().optional(),
  OUTLAY_ADMIN_PASSWORD: z.string().min(12, "needs at least 12 characters").optional(),
  OUTLAY_DEMO: flag,
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
});
export type Env = z.output<typeof Env>;

export type EnvProblem = { name: string; message: string };

/** Names every variable that is wrong, so that the start can stop with one clear sentence each. */
export function readEnv(from: NodeJS.ProcessEnv): { env: Env } | { problems: EnvProblem[] } {
  const set = Object.fromEntries(Object.entries(from).filter(([, value]) => value !== ""));
  const read = Env.safeParse(set);
  if (read.success) return { env: read.data };
  return { problems: read.error.issues.map(({ path, message }) => ({ name: path.join("."), message })) };
}

/** The environment of this process; a bad value stops it with the variable's name. */
export function env(): Env {
  const read = readEnv(process.env);
  if ("env" in read) return read.env;
  throw new Error(read.problems.map(({ name, message }) => `${name}: ${message}`).join("\n"));
}
