import { expect, it } from "vitest";
import { nodeProblem } from "./node-version.mjs";

it.each(["20.19.0", "20.20.2", "22.0.0", "24.1.0"])("runs on Node %s", (version) => {
  expect(nodeProblem(version)).toBeNull();
});

it.each(["12.22.12", "18.20.8", "20.18.3", "20.9.0"])("says in one sentence that Node %s is too old", (version) => {
  expect(nodeProblem(version)).toMatch(
    new RegExp(`^Outlay needs Node.js 20.19 or newer, and this is ${version}: .*\\.$`),
  );
});
