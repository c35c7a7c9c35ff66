import { expect, it } from "vitest";
import { installNeeded } from "./install.mjs";

const wanted = {
  packages: {
    "": { version: "0.1.0" },
    "node_modules/next": { version: "16.4.6", integrity: "sha512-a" },
    "node_modules/vitest": { version: "4.1.12", integrity: "sha512-b", dev: true },
    "node_modules/other-platform": { version: "1.0.0", optional: true },
  },
};
const without = (...names: string[]) => ({
  packages: Object.fromEntries(Object.entries(wanted.packages).filter(([path]) => !names.includes(path))),
});
const production = without("", "node_modules/vitest", "node_modules/other-platform");
const everything = without("", "node_modules/other-platform");

it("installs what is needed when nothing is there", () => {
  expect(installNeeded(null, wanted, false)).toBe("production");
  expect(installNeeded(null, wanted, true)).toBe("everything");
});

it("leaves an installation alone that is complete, with packages of other platforms missing", () => {
  expect(installNeeded(production, wanted, false)).toBe("nothing");
  expect(installNeeded(everything, wanted, true)).toBe("nothing");
});

it("adds the test tools for the tests alone", () => {
  expect(installNeeded(production, wanted, true)).toBe("everything");
});

it("keeps the test tools when it has to install again", () => {
  const older = { packages: { ...everything.packages, "node_modules/next": { version: "16.4.5" } } };
  expect(installNeeded(older, wanted, false)).toBe("everything");
});

it("notices another content under the same version", () => {
  const other = { packages: { "node_modules/next": { version: "16.4.6", integrity: "sha512-z" } } };
  expect(installNeeded(other, wanted, false)).toBe("production");
});
