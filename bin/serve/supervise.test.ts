import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { processMark } from "../../lib/process-lock.mjs";
import { cleanup } from "./cleanup";
import { supervise } from "./supervise";

const folder = mkdtempSync(join(tmpdir(), "outlay-supervise-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, text: string) {
  const module = join(folder, `${name}.mjs`);
  writeFileSync(module, text);
  return { name, module, env: process.env };
}

it("passes on what a program says, and ends it when it is asked to", async () => {
  const said: string[] = [];
  const child = supervise(
    {
      ...program("speaker", "console.log('banner'); console.log('hello'); setInterval(() => {}, 1000);"),
      quiet: /banner/,
    },
    (line) => said.push(line),
  );
  await expect.poll(() => said, { timeout: 20_000 }).toEqual(["speaker: hello"]);
  await child.stop();
  expect(child.crashes()).toBe(0);
});

it("starts a program again that ends on its own, and says so", async () => {
  const said: string[] = [];
  const child = supervise(program("quitter", "process.exit(3);"), (line) => said.push(line));
  await expect.poll(() => child.crashes(), { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
  await child.stop();
  expect(said[0]).toBe("quitter ended (exit code 3); starting it again in 0.5 s.");
  expect(said[1]).toBe("quitter ended (exit code 3); starting it again in 1 s.");
});

it("leaves no program behind when the supervisor is killed", async () => {
  const pidFile = join(folder, "pid");
  const orphan = program(
    "orphan",
    `
    import { writeFileSync } from "node:fs";
    writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));
    setInterval(() => {}, 1000);`,
  );
  const parent = program(
    "parent",
    `
    import { register } from ${JSON.stringify(import.meta.resolve("tsx/esm/api"))};
    register();
    const { supervise } = await import(${JSON.stringify(join(import.meta.dirname, "supervise.ts"))});
    supervise(${JSON.stringify({ name: "orphan", module: orphan.module, env: {} })}, () => {});`,
  );
  const child = supervise(parent, () => {});
  const pid = () => {
    try {
      return Number(readFileSync(pidFile, "utf8"));
    } catch {
      return 0;
    }
  };
  await expect.poll(pid, { timeout: 30_000 }).toBeGreaterThan(0);
  const orphaned = pid();
  expect(processMark(orphaned)).not.toBeNull();
  await child.stop();
  await expect.poll(() => processMark(orphaned), { timeout: 20_000 }).toBeNull();
});

it("undoes in reverse order, once, and goes on when a step fails", async () => {
  const order: string[] = [];
  const errors: unknown[] = [];
  const undo = cleanup((error) => errors.push(error));
  undo.add(() => void order.push("first"));
  undo.add(() => {
    throw new Error("stuck");
  });
  undo.add(async () => void order.push("last"));
  await Promise.all([undo.run(), undo.run()]);
  expect(order).toEqual(["last", "first"]);
  expect(errors).toHaveLength(1);
});
