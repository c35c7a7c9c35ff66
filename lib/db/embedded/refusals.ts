import { DomainError } from "../../errors";
import type { Place } from "./place";

const known: [RegExp, (place: Place) => string][] = [
  [
    /No space left on device|Disk quota exceeded/i,
    ({ home }) => `No space is left on the disk of ${home}: free some and start again.`,
  ],
  [
    /database files are incompatible with server/,
    ({ home }) => `The database in ${home} was made by another version of Postgres, and this Outlay cannot open it.`,
  ],
  [
    /has wrong ownership|has invalid permissions|could not access directory|Permission denied/i,
    ({ home, account }) =>
      `The database in ${home} belongs to another user than ${account?.name ?? "you"}: start Outlay as that user, or change its owner.`,
  ],
  [
    /GLIBC|error while loading shared libraries|ENOENT|ENOEXEC|not found \(required by/,
    () => "The bundled Postgres does not run on this system: set DATABASE_URL to a Postgres 15 or newer.",
  ],
  [
    /could not resize shared memory|Cannot allocate memory|could not map anonymous shared memory/i,
    () => "There is not enough memory to start Postgres: it needs about 300 MB.",
  ],
];

/** The sentence for a program of Postgres that failed; without a known one, its own words and where its log is. */
export function postgresRefusal(place: Place, program: string, said: string): DomainError {
  const sentence = known.find(([pattern]) => pattern.test(said))?.[1](place);
  const fatal = said.match(/(?:FATAL|PANIC|error):\s*(.+)/)?.[1] ?? said.trim().split("\n").at(-1);
  return new DomainError(
    "unavailable",
    sentence ?? `Postgres did not start: ${program} says "${fatal?.trim()}". Its log is in ${place.home}.`,
    { cause: new Error(said.trim()) },
  );
}

/** Another program took the port between our look and Postgres's start. */
export function isPortTaken(error: unknown): boolean {
  const said = error instanceof DomainError && error.cause instanceof Error ? error.cause.message : "";
  return /could not bind|Address already in use/i.test(said);
}

/** Backends of a server that was killed hold its shared memory for a moment after it. */
export function isStillLetGo(error: unknown): boolean {
  const said = error instanceof DomainError && error.cause instanceof Error ? error.cause.message : "";
  return /pre-existing shared memory block/i.test(said);
}
