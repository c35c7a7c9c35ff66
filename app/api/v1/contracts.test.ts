import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { openApi } from "../openapi";
import { contracts } from "./contracts";

const folder = import.meta.dirname;
const routes = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter(({ name }) => name === "route.ts")
  .map(({ parentPath }) => parentPath);

const pathOf = (route: string) => `/api/v1/${relative(folder, route)}`.replaceAll(/\[(\w+)\]/g, "{$1}");

describe("the description of the API", () => {
  it.each(routes.map((route) => [pathOf(route), route]))("lists exactly what %s offers", (path, route) => {
    const source = readFileSync(join(route, "route.ts"), "utf8");
    const offered = [...source.matchAll(/^ {2}(GET|POST|PUT|PATCH|DELETE): /gm)].map(([, verb]) => verb);
    const listed = contracts.filter((each) => each.path === path).map(({ verb }) => verb);
    expect(offered.toSorted()).toEqual(listed.toSorted());
  });

  it("lists nothing that has no route", () => {
    const known = new Set(routes.map(pathOf));
    expect(contracts.filter(({ path }) => !known.has(path))).toEqual([]);
  });

  it("names each operation once, with every parameter of its path", () => {
    expect(new Set(contracts.map(({ id }) => id)).size).toBe(contracts.length);
    const { paths } = openApi(contracts, { url: "https://outlay.example", version: "1" });
    for (const [path, operations] of Object.entries(paths)) {
      const needed = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const operation of Object.values(operations) as { parameters: { name: string; in: string }[] }[]) {
        const described = operation.parameters.filter((each) => each.in === "path").map(({ name }) => name);
        expect(described, path).toEqual(needed);
      }
    }
  });

  it("is plain JSON in which every reference leads somewhere", () => {
    const text = JSON.stringify(openApi(contracts, { url: "https://outlay.example", version: "1" }));
    const document = JSON.parse(text) as Record<string, unknown>;
    for (const [, reference = ""] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const target = reference
        .split("/")
        .reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], document);
      expect(target, reference).toBeDefined();
    }
    expect(text).not.toContain("~standard");
  });
});
