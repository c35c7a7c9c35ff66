import { connectTo } from "./connect";
import { attachEmbedded } from "./embedded/server";

export type Database = {
  url: string;
  /** Such as "Postgres 18.4, embedded". */
  name: string;
  isEmbedded: boolean;
  started: boolean;
  detach: () => Promise<void>;
};

/** The database to work with: the one of DATABASE_URL, else the embedded one of the data directory. */
export async function attachDatabase(given: string | undefined, dataDir: string, what: string): Promise<Database> {
  if (given) return await externalDatabase(given);
  const { url, version, started, detach } = await attachEmbedded(dataDir, { what });
  return { url, name: `Postgres ${version.replace(/-.*/, "")}, embedded`, isEmbedded: true, started, detach };
}

async function externalDatabase(url: string): Promise<Database> {
  const client = await connectTo(url);
  try {
    const { rows } = await client.query<{ version: string }>("select current_setting('server_version') as version");
    const version = rows[0]?.version.replace(/ .*/, "");
    const { host, port, database } = client;
    const name = `Postgres ${version} at ${host}:${port}, database ${database}`;
    return { url, name, isEmbedded: false, started: false, detach: async () => {} };
  } finally {
    await client.end();
  }
}
