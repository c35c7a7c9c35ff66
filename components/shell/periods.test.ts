import { expect, it } from "vitest";
import { daysBetween } from "@/lib/focus/period";
import { presets } from "./periods";

const byLabel = (today: string) => Object.fromEntries(presets(today).map(({ label, period }) => [label, period]));

it("counts today among the last days", () => {
  const last = byLabel("2026-11-22")["Last 30 days"];
  expect(last).toEqual({ from: "2026-10-24", to: "2026-11-23" });
  expect(last && daysBetween(last)).toBe(30);
});

it("takes last month whole, also across the turn of a year", () => {
  expect(byLabel("2027-01-05")["Last month"]).toEqual({ from: "2026-12-01", to: "2027-01-01" });
  expect(byLabel("2027-01-05")["Last 13 months"]).toEqual({ from: "2026-01-01", to: "2027-01-06" });
});
