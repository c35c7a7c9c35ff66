import { expect, it } from "vitest";
import type { CostRow } from "./answer";
import { inOrder } from "./row-order";

const row = (bucket: string | null, amount: string, service: string | null): CostRow => {
  return { bucket, amount, keys: { service } };
};

it("lists rows by bucket, the largest amount first to its last digit, then by their keys, what has none last", () => {
  const listed = [
    row("2026-01-01", "12345678901234567.02", "b"),
    row("2026-01-01", "12345678901234567.01", "a"),
    row("2026-01-01", "0.5", "a"),
    row("2026-01-01", "0.5", null),
    row("2026-01-01", "-3", "a"),
    row("2026-01-02", "9", "a"),
  ];
  expect(inOrder(listed.toReversed())).toEqual(listed);
});
