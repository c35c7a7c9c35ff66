import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { webProgram } from "./programs";

it("reads addresses as long as a question of a thousand values", () => {
  const { execArgv = [] } = webProgram(false, { HOST: "127.0.0.1", PORT: 3000 });
  const print = [...execArgv, "-p", "require('node:http').maxHeaderSize"];
  expect(Number(execFileSync(process.execPath, print, { encoding: "utf8" }))).toBeGreaterThanOrEqual(200_000);
});
