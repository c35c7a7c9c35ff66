/** The database refused a row because its unique key is taken. */
export function isDuplicate(error: unknown): boolean {
  return hasCode(error, "P2002");
}

/** A row that was to be changed is not there (any more). */
export function isMissing(error: unknown): boolean {
  return hasCode(error, "P2025");
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
