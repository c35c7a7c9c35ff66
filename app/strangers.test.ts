import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";

/** What somebody may see or do who is not signed in. A new line here is a decision, not a convenience. */
const open = [
  "(auth)/sign-in/page.tsx",
  "(auth)/sign-in/actions.ts",
  "(auth)/setup/page.tsx",
  "(auth)/setup/actions.ts",
  "(auth)/mail/[token]/page.tsx",
  "(auth)/mail/[token]/actions.ts",
  "(auth)/mail/[token]/one-click/route.ts",
  "api/auth/[...nextauth]/route.ts",
  "api/health/route.ts",
];

const files = readdirSync(import.meta.dirname, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(import.meta.dirname, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
const textOf = (file: string) => readFileSync(join(import.meta.dirname, file), "utf8");
const closed = (name: string) => files.filter((file) => file.split("/").at(-1) === name && !open.includes(file));
const actions = files.filter((file) => /\.tsx?$/.test(file) && /^\s*["']use server["']/m.test(textOf(file)));

describe("nobody gets past the door", () => {
  it.each(closed("page.tsx"))("of the page %s", (file) => {
    expect(textOf(file), "ask currentScope() where the data is read").toMatch(
      /\bawait currentScope\(\)|currentScope\(\),/,
    );
  });

  it.each(closed("route.ts"))("of the operation %s", (file) => {
    expect(textOf(file), "let endpoint() ask who it is").toMatch(/\bendpoint\(|\bawait askerOf\(/);
  });

  it.each(actions.filter((file) => !open.includes(file)))("of the form actions in %s", (file) => {
    const exported = [...textOf(file).matchAll(/^export (?:const|async function|function) (\w+)(.*)$/gm)];
    for (const [, name, rest] of exported) expect(rest, `${name} is a formAction`).toMatch(/^ = formAction\(/);
    expect(textOf(file), "nothing is exported in another way").not.toMatch(/^export (?:default|\{|\*)/m);
  });

  it("through a route of the old kind, or a proxy that decides", () => {
    expect(files.filter((file) => /(^|\/)route\.(tsx|js|mjs)$|page\.(ts|js|jsx)$/.test(file))).toEqual([]);
    const proxy = readFileSync(join(import.meta.dirname, "../proxy.ts"), "utf8");
    expect(proxy).not.toMatch(/session|cookie|scope|redirect|rewrite/i);
  });

  it("and the list of what is open names only what exists", () => {
    expect(open.filter((file) => !files.includes(file))).toEqual([]);
  });
});
