import { afterAll } from "vitest";
import { closeDatabase } from "../../lib/db/client";

const before = { ...process.env };

/** A worker runs one file after the other: what a file set, and what it holds open, ends with it. */
afterAll(async () => {
  await closeDatabase();
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
});
