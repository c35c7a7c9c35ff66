import { Client } from "pg";
import { databaseUrl } from "../db/pool";
import { DomainError } from "../errors";

/** One process at a time works on the demo company; the lock falls with the connection, however the process ends. */
export async function aloneOnDemo<Result>(work: () => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: databaseUrl(), application_name: "outlay demo", keepAlive: true });
  client.on("error", () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_lock(726, 4) as taken");
    if (!rows[0]?.taken) throw new DomainError("busy", "The demo company is being loaded already.");
    return await work();
  } finally {
    await client.end();
  }
}
