import { preparePrograms } from "../bootstrap/prepare.mjs";
import { startTestServer } from "./test-server";

/**
 * What tests start are the programs as the product starts them; and SQL tests need a server: the one of
 * OUTLAY_TEST_SERVER, or one that lives as long as this run.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  await preparePrograms();
  if (process.env.OUTLAY_TEST_SERVER) return undefined;
  const server = await startTestServer();
  process.env.OUTLAY_TEST_SERVER = server.url;
  return server.stop;
}
