// Old syntax on purpose, see bin/start.mjs.
const OLDEST_MAJOR = 20;
const OLDEST_MINOR = 19;

/**
 * @param {string} version such as 20.19.0
 * @returns {string | null} what is wrong with it, in a sentence
 */
export function nodeProblem(version) {
  const major = Number.parseInt(version, 10);
  const minor = Number.parseInt(version.slice(version.indexOf(".") + 1), 10);
  if (major > OLDEST_MAJOR || (major === OLDEST_MAJOR && minor >= OLDEST_MINOR)) return null;
  const oldest = `${OLDEST_MAJOR}.${OLDEST_MINOR}`;
  return `Outlay needs Node.js ${oldest} or newer, and this is ${version}: install it from https://nodejs.org and try again.`;
}

/** Says what is wrong and sets the exit code; true when this Node is new enough. */
export function refuseOldNode() {
  const problem = nodeProblem(process.versions.node);
  if (problem === null) return true;
  console.error(problem);
  process.exitCode = 1;
  return false;
}
