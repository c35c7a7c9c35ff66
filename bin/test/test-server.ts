import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { attachEmbedded } from "../../lib/db/embedded/server";

/** A Postgres for one run of the tests; it keeps nothing, so it need not be safe from power cuts. */
export async function startTestServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "outlay-tests-"));
  chmodSync(folder, 0o711); // root lends the server another account, which must pass through
  const { url, detach } = await attachEmbedded(folder, { what: "the tests", durable: false });
  return {
    url,
    stop: async () => {
      await detach();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
