import { openDataDir, secretOf } from "../../lib/data-dir";
import { attachDatabase } from "../../lib/db/attach";
import { closeDatabase } from "../../lib/db/client";
import { migrate } from "../../lib/db/migrate";
import { type Env, problemText, readEnv } from "../../lib/env";
import { DomainError } from "../../lib/errors";
import type { Session } from "./command";
import { reporter } from "./reporter";

/** Does the work with the database up and migrated, and leaves everything as it was found, also on Ctrl-C. */
export async function withSession<Outcome>(
  name: string,
  now: Date,
  work: (session: Session) => Promise<Outcome>,
): Promise<Outcome> {
  const { env, dataDir } = openSettings();
  const database = await attachDatabase(env.DATABASE_URL, dataDir, `outlay ${name}`);
  const { report, end } = reporter();
  const leave = async () => {
    end();
    await closeDatabase();
    await database.detach();
  };
  const stopListening = onInterrupt(leave);
  try {
    await migrate(database.url);
    process.env.DATABASE_URL = database.url;
    return await work({ env, dataDir, now, report });
  } finally {
    stopListening();
    await leave();
  }
}

/** Sound settings, the data directory and the secret, shared through the environment as lib expects them. */
export function openSettings(): { env: Env; dataDir: string } {
  const read = readEnv(process.env);
  if ("problems" in read) throw new DomainError("invalid", problemText(read.problems));
  const dataDir = openDataDir(read.env.OUTLAY_DATA_DIR);
  process.env.OUTLAY_DATA_DIR = dataDir;
  process.env.OUTLAY_SECRET = read.env.OUTLAY_SECRET ?? secretOf(dataDir);
  return { env: read.env, dataDir };
}

const BY_SIGNAL = { SIGINT: 130, SIGTERM: 143 } as const;

function onInterrupt(leave: () => Promise<void>): () => void {
  const stop = (signal: keyof typeof BY_SIGNAL) => {
    stopListening();
    void leave().finally(() => process.exit(BY_SIGNAL[signal]));
  };
  const stopListening = () => {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return stopListening;
}
