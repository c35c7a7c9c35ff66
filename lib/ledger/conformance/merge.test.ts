import { expect, it } from "vitest";
import type { Conformance } from "./conformance";
import { mergedConformance } from "./merge";

const finding = (id: string, broken: number, amount: string) => ({
  id,
  rule: id,
  section: "2.1",
  checked: 10,
  broken,
  amounts: [{ metric: "billed" as const, currency: "USD", amount }],
  examples: [],
  names: [`of ${broken}`],
});

it("adds up what the periods of one run break, exactly", () => {
  const october: Conformance = { version: "1.0", findings: [finding("a", 1, "0.1"), finding("b", 2, "5")] };
  const november: Conformance = { version: "1.2", findings: [finding("a", 3, "0.2"), finding("c", 4, "1")] };
  const { version, findings } = mergedConformance(mergedConformance(null, october), november);
  expect(version).toBe("1.2");
  expect(findings.map(({ id, checked, broken, amounts }) => [id, checked, broken, amounts[0]?.amount])).toEqual([
    ["a", 20, 4, "0.3"],
    ["c", 10, 4, "1"],
    ["b", 10, 2, "5"],
  ]);
  expect(findings[0]?.names).toEqual(["of 1", "of 3"]);
});
