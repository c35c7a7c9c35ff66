import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths, type Day, daysIn, monthsIn, startOf } from "../../focus/period";
import type { CloudCharge } from "../cloud/estate";
import { unitsOf } from "../units";
import { awsMonth } from "./aws-bill";
import { planTerm, reservations, termOf } from "./aws-commitments";
import { estateResources } from "./estate-resources";
import { monthlyCost, partsOf } from "./resources/monthly-cost";

const today = "2026-11-22";
const effective = ({ amortized, unblended }: CloudCharge) => unitsOf(amortized ?? unblended);
const billed = ({ unblended }: CloudCharge) => unitsOf(unblended);
const sum = (charges: CloudCharge[], of: (charge: CloudCharge) => bigint) =>
  charges.reduce((all, charge) => all + of(charge), 0n);
const dollars = (units: bigint) => Number(units / 10_000_000_000n);

/** Every charge of a span of months as it is known once all of them are settled; terms of a year have months in common. */
const charges = (from: Day, to: Day) => monthsIn({ from, to }).flatMap(settled);
const settledMonths = new Map<Day, CloudCharge[]>();
function settled(month: Day): CloudCharge[] {
  const known = settledMonths.get(month) ?? awsMonth(month, addMonths(month, 12));
  settledMonths.set(month, known);
  return known;
}
const anyDay = fc.integer({ min: 0, max: 2000 }).map((days) => addDays("2026-01-01", days));

describe("the AWS bill of the demo company", () => {
  it("is the same, byte for byte, each time it is written", () => {
    const written = createHash("sha256")
      .update(JSON.stringify(awsMonth("2026-10-01", today)))
      .digest("hex");
    expect(written).toBe("ef0c1428c3641332b46b86c1365345254b93863ae685379b5f46ceb1eaa999d0");
  });

  it("keeps every usage of a complete day when today moves on within the month", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 12 }), (first, later) => {
        const known = (at: Day) =>
          JSON.stringify(
            awsMonth(first, at).filter(({ day, recordType }) => day < addDays(first, -1) && !derived(recordType)),
          );
        const next = addDays(first, later);
        if (next.slice(0, 7) === first.slice(0, 7)) expect(known(next)).toBe(known(first));
      }),
      { numRuns: 12 },
    );
  });

  it("does not change a month once it is settled", () => {
    const settled = JSON.stringify(awsMonth("2026-09-01", "2026-10-04"));
    for (const later of ["2026-10-05", "2026-11-22", "2027-09-01"]) {
      expect(JSON.stringify(awsMonth("2026-09-01", later))).toBe(settled);
    }
  });

  it("restates the month before until the fourth: late traffic arrives and a stray line vanishes", () => {
    const before = awsMonth("2026-10-01", "2026-11-03");
    const after = awsMonth("2026-10-01", "2026-11-04");
    const transfer = (lines: CloudCharge[]) =>
      sum(
        lines.filter((line) => line.service === "AWS Data Transfer"),
        billed,
      );
    expect(transfer(after)).toBeGreaterThan(transfer(before));
    const sandboxKinesis = (lines: CloudCharge[]) =>
      lines.filter(({ account, service }) => account === "391238765401" && service === "Amazon Kinesis");
    expect([sandboxKinesis(before).length, sandboxKinesis(after).length]).toEqual([1, 0]);
  });

  it("bills every lasting resource at its list price, and names it", () => {
    const month = awsMonth("2026-10-01", today);
    const resources = estateResources(today).map(({ facts }) => facts);
    const lasting = resources.filter(({ createdAt }) => createdAt === null || createdAt < new Date("2026-08-01"));
    for (const facts of lasting.filter((each) => monthlyCost(each) > 0)) {
      const lines = month.filter((charge) => charge.resource?.id === facts.id);
      const atList = lines.filter(({ recordType }) => recordType !== "SavingsPlanNegation");
      const days = partsOf(facts).some(({ per }) => per === "hour") ? (31 * 24) / 730 : 1;
      expect(Number(sum(atList, billed)) / 1e10, facts.name).toBeCloseTo(monthlyCost(facts) * days, 4);
      expect(new Set(lines.map(({ account }) => account))).toEqual(new Set([facts.account]));
    }
    const known = new Set(resources.map(({ id }) => id));
    expect(month.every(({ resource }) => !resource || known.has(resource.id))).toBe(true);
  });

  it("knows a part of today and yesterday, and nothing of tomorrow", () => {
    const november = awsMonth("2026-11-01", today).filter(({ recordType }) => recordType === "Usage");
    const of = (day: Day) =>
      dollars(
        sum(
          november.filter((charge) => charge.day === day),
          billed,
        ),
      );
    expect(of("2026-11-23")).toBe(0);
    expect(of(today)).toBeLessThan(of("2026-11-15") * 0.5);
    expect(of("2026-11-21")).toBeLessThan(of("2026-11-14"));
  });

  it("costs between 120 and 260 thousand dollars a month, whenever it is looked at", () => {
    for (const month of ["2025-10-01", "2026-04-01", "2026-10-01", "2028-02-01", "2030-12-01"]) {
      const cost = dollars(sum(awsMonth(month, addMonths(month, 2)), billed));
      expect(cost).toBeGreaterThan(120_000);
      expect(cost).toBeLessThan(260_000);
    }
  });

  it("uses some twenty accounts and services, and regions on two continents", () => {
    const month = awsMonth("2026-10-01", today);
    const different = (of: (charge: CloudCharge) => string) => new Set(month.map(of)).size;
    expect(different(({ account }) => account)).toBe(20);
    expect(different(({ service }) => service)).toBeGreaterThanOrEqual(20);
    expect(different(({ region }) => region)).toBeGreaterThanOrEqual(3);
  });
});

const derived = (recordType: string) => ["Tax", "Support"].includes(recordType);

describe("commitments", () => {
  it("the plan's effective use and waste of a term add up to what was paid for it", () => {
    const term = planTerm("2026-03-01");
    const lines = charges(term.from, term.to).filter(({ commitment }) => commitment === term.arn);
    const paid = sum(lines, billed);
    expect(sum(lines, effective)).toBe(paid);
    expect(paid).toBe(term.daily * BigInt(daysIn(term).length));
  });

  it.each(reservations)("the effective hours of $name add up to its fees over the term", ({ name, starts }) => {
    const term = termOf(starts, "2026-10-20", name);
    const lines = charges(term.from, term.to).filter(({ commitment }) => commitment === term.id);
    expect(sum(lines, billed)).toBeGreaterThan(0n);
    expect(sum(lines, effective)).toBe(sum(lines, billed));
    expect(new Set(lines.map(({ recordType }) => recordType)).size).toBe(2);
  });

  it("what the plan covers is negated to the last digit, line by line", () => {
    const month = awsMonth("2026-10-01", today);
    const of = (recordType: string) =>
      sum(
        month.filter((charge) => charge.recordType === recordType),
        billed,
      );
    expect(of("SavingsPlanCoveredUsage")).toBe(-of("SavingsPlanNegation"));
  });

  it("net costs differ from gross ones only in where the discount stands", () => {
    const month = awsMonth("2026-10-01", today);
    const net = sum(month, ({ netUnblended, unblended }) => unitsOf(netUnblended ?? unblended));
    expect(net).toBe(sum(month, billed));
  });

  it("is used well but not wholly", () => {
    const fees = charges("2026-01-01", "2026-12-01").filter(
      ({ recordType }) => recordType === "SavingsPlanRecurringFee",
    );
    const unused = Number(sum(fees, effective)) / Number(sum(fees, billed));
    expect(unused).toBeGreaterThan(0.005);
    expect(unused).toBeLessThan(0.15);
  });
});

it("months are asked for by their first day and know no other", () => {
  for (const { day } of awsMonth("2026-02-01", today)) expect(startOf(day).getUTCMonth()).toBe(1);
});
