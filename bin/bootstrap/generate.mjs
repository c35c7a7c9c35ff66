import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fingerprint } from "./fingerprint.mjs";
import { Refusal } from "./refusal.mjs";
import { ROOT, run, tail } from "./run.mjs";

const STAMP = join(ROOT, "lib", "db", "generated", ".made-from");

function inputs() {
  return fingerprint(ROOT, ["prisma", "node_modules/prisma/package.json"]);
}

/** Is the database client older than the schema it is made from? */
export function isClientStale() {
  return !existsSync(STAMP) || readFileSync(STAMP, "utf8") !== inputs();
}

export async function generateClient() {
  const made = inputs();
  const prisma = join(ROOT, "node_modules", "prisma", "build", "index.js");
  const { code, output } = await run(process.execPath, [prisma, "generate"], {
    // The generator needs no engine; naming any program keeps Prisma from downloading one.
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: "1" },
  });
  if (code !== 0) throw new Refusal(`prisma generate failed:\n${tail(output)}`);
  writeFileSync(STAMP, made);
}
