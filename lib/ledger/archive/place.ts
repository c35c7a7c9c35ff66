import { join, resolve } from "node:path";
import { env } from "../../env";

/** Where originals are kept: a directory for each import. */
export function archiveDirectory(): string {
  return resolve(env().OUTLAY_DATA_DIR, "archive");
}

/** Where they wait to be archived; files that cannot be linked wait where they are. */
export function pendingDirectory(): string {
  return join(archiveDirectory(), "pending");
}

export function placeOf(id: string): string {
  return join(archiveDirectory(), id);
}

export function pendingPlaceOf(id: string): string {
  return join(pendingDirectory(), id);
}
