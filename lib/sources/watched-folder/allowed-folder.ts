import { realpath, stat } from "node:fs/promises";
import { resolve, sep } from "node:path";
import { SourceRefusal } from "../refusal";
import type { Reading } from "../source";

/** Where bills never lie and secrets do, whatever is allowed. */
const SYSTEM = ["/boot", "/dev", "/etc", "/proc", "/root/.ssh", "/run", "/sys", "/var/lib/postgresql", "/var/run"];

export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/**
 * The real path of a folder that may be watched. A path that is not allowed is refused by its name alone: whoever
 * enters it learns nothing of what is there.
 */
export async function allowedFolder(entered: string, { watchable, own }: Reading["folders"]): Promise<string> {
  if (watchable.length === 0) {
    throw refusal(
      "Whoever runs Outlay has not allowed any folder to be watched.",
      "Set OUTLAY_WATCH_DIRS to the folders that may be, such as /srv/billing, and start Outlay again.",
    );
  }
  const folder = resolve(entered);
  refuseOutside(
    folder,
    watchable.map((each) => resolve(each)),
    entered,
  );
  refuseOwn(folder, own);
  const real = await realpath(folder).catch((error: unknown) => {
    throw unreadable(entered, error);
  });
  if (!(await stat(real)).isDirectory()) throw refusal(`${entered} is a file.`, "Enter the folder that it lies in.");
  const realWatchable = await Promise.all(watchable.map((each) => realpath(each).catch(() => resolve(each))));
  refuseOutside(real, realWatchable, entered);
  refuseOwn(real, await realpath(own).catch(() => own));
  return real;
}

function refuseOutside(folder: string, watchable: string[], entered: string): void {
  const isSystem = folder === "/" || SYSTEM.some((system) => isInside(folder, system));
  if (!isSystem && watchable.some((each) => isInside(folder, each))) return;
  throw refusal(
    `${entered} may not be watched.`,
    "Only folders inside those that OUTLAY_WATCH_DIRS names may be, and no folder of the system. Whoever runs Outlay can add it there.",
  );
}

function refuseOwn(folder: string, own: string): void {
  if (!isInside(folder, own) && !isInside(own, folder)) return;
  throw refusal("This is where Outlay keeps its own data.", "Put the files into a folder of their own.");
}

export function unreadable(path: string, error: unknown): SourceRefusal {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT" || code === "ENOTDIR") {
    return refusal(`There is no folder ${path}.`, "Make it, or mount the disk that it lies on.", true);
  }
  if (code === "EACCES" || code === "EPERM") {
    return refusal(
      `Outlay may not read ${path}.`,
      "Let the user that runs Outlay read the folder and the files in it.",
    );
  }
  return refusal(`${path} cannot be read (${code || String(error)}).`, "Look at the disk that it lies on.", true);
}

export function refusal(message: string, advice: string, passing = false): SourceRefusal {
  return new SourceRefusal(passing ? "unavailable" : "provider", { message, advice, passing });
}
