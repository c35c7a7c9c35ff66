import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * One hash over names and contents: a fresh checkout or a touched file changes nothing, an edit does.
 * @param {string} root
 * @param {string[]} paths files and folders below root; absent ones count as absent
 * @param {(path: string) => boolean} [skip]
 */
export function fingerprint(root, paths, skip = () => false) {
  const hash = createHash("sha256");
  for (const path of paths.flatMap((path) => filesBelow(root, path, skip))) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/**
 * @param {string} root
 * @param {string} path
 * @param {(path: string) => boolean} skip
 * @returns {string[]}
 */
function filesBelow(root, path, skip) {
  const full = join(root, path);
  if (skip(path) || !existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesBelow(root, `${path}/${name}`, skip));
}
