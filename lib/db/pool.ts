import { Pool, types } from "pg";
import { env } from "../env";

/** Outlay's own Postgres schema: `public` may belong to somebody else, and Prisma refuses it when it is not empty. */
export const SCHEMA = "outlay";

// Dates stay YYYY-MM-DD and numerics stay text: a JavaScript Date or float would change them.
const asText = (value: string) => value;
const DATE = 1082;
types.setTypeParser(DATE, asText);

const held = globalThis as { outlayPool?: Pool };

/** Analytics and COPY: one pool a process, opened on first use. Apart from Prisma, which an import never loads. */
export function pool(): Pool {
  held.outlayPool ??= new Pool({
    connectionString: databaseUrl(),
    max: 10,
    application_name: "outlay",
    options: `-c search_path=${SCHEMA} -c TimeZone=UTC -c jit=off`,
  });
  // An idle connection that the server drops is replaced when it is needed; unheard, the event would end the process.
  if (held.outlayPool.listenerCount("error") === 0) held.outlayPool.on("error", () => {});
  return held.outlayPool;
}

export async function closePool(): Promise<void> {
  await held.outlayPool?.end();
  delete held.outlayPool;
}

export function databaseUrl(): string {
  const url = env().DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set: start the database first (npm start does).");
  return url;
}
