/** Something the user can put right; its message is printed as it stands, without a stack. */
export class Refusal extends Error {}

/**
 * Prints what stopped a command and sets its exit code: a sentence for what the user can act on, a stack for a bug.
 * @param {unknown} error
 */
export function printRefusal(error) {
  process.exitCode = 1;
  console.error(sentenceOf(error) ?? error);
}

/** @param {unknown} error */
function sentenceOf(error) {
  if (!(error instanceof Error)) return null;
  if (error instanceof Refusal || isDomainError(error)) return error.message;
  const path = "path" in error ? `use ${error.path}` : "write to its data directory";
  return diskProblem(error, path);
}

/**
 * Known by name: its class is TypeScript, which this file must do without.
 * @param {object | null} error
 * @returns {boolean}
 */
function isDomainError(error) {
  return error !== null && (error.constructor.name === "DomainError" || isDomainError(Object.getPrototypeOf(error)));
}

/**
 * The sentence for a file system error that the user can put right.
 * @param {unknown} error
 * @param {string} doing such as "write to /srv/outlay/.next"
 * @returns {string | null}
 */
export function diskProblem(error, doing) {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "EACCES" || code === "EPERM") return `Outlay may not ${doing}: permission denied.`;
  if (code === "EROFS") return `Outlay cannot ${doing}: the file system is read-only.`;
  if (code === "ENOSPC" || code === "EDQUOT") return `Outlay cannot ${doing}: no space is left on the disk.`;
  if (code === "ENOTDIR" || code === "EEXIST") return `Outlay cannot ${doing}: a file is in the way.`;
  return null;
}
