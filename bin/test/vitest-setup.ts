import { startTestServer } from "./test-server";

/** SQL tests need a server: the one of OUTLAY_TEST_SERVER, or one that lives as long as this run. */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.OUTLAY_TEST_SERVER) return undefined;
  const server = await startTestServer();
  process.env.OUTLAY_TEST_SERVER = server.url;
  return server.stop;
}
