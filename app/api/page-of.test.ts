import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Paging, pageOf } from "./page-of";

const items = (count: number) => Array.from({ length: count }, (_, at) => ({ id: `item ${at}` }));

describe("pageOf", () => {
  it("gives every item once, in order, whatever the limit", () => {
    fc.assert(
      fc.property(fc.nat(60), fc.integer({ min: 1, max: 20 }), (count, limit) => {
        const seen: { id: string }[] = [];
        let cursor: string | null | undefined;
        do {
          const page = pageOf(items(count), Paging.parse({ limit: String(limit), ...(cursor && { cursor }) }));
          expect(page.items.length).toBeLessThanOrEqual(limit);
          seen.push(...page.items);
          cursor = page.cursor;
        } while (cursor !== null);
        expect(seen).toEqual(items(count));
      }),
    );
  });

  it("refuses a cursor that points at nothing", () => {
    expect(() => pageOf(items(3), Paging.parse({ cursor: "gone" }))).toThrow(/Start from the beginning/);
  });

  it.each(["0", "-1", "201", "1.5", "1e2", " 1", "", "all"])("refuses the limit %j", (limit) => {
    expect(Paging.safeParse({ limit }).success).toBe(false);
  });
});
