import { resolve } from "node:path";

/** A path as the user meant it: `npm run` goes to the root of the clone first and remembers where the user was. */
export function typedPath(path: string): string {
  const { npm_lifecycle_event: script, INIT_CWD: before } = process.env;
  return resolve(script === "outlay" && before ? before : process.cwd(), path);
}
