import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths, type Day, monthsIn } from "../../focus/period";
import { unitsOf } from "../units";
import { awsMonth } from "./aws-bill";
import { awsServices } from "./aws-services";
import { awsUseOf } from "./aws-usage";
import { teamBudget } from "./budgets";
import { anomalies, anomalyStart, fleetHomes, fleetShares, overspendOf } from "./stories";

const long = "2035-01-01";
const usual = (day: Day, account: string, service: string, telling: "as it happened" | "without stories") =>
  awsUseOf(day, long, telling)
    .filter((use) => use.account.id === account && use.serviceId === service)
    .reduce((sum, { cost }) => sum + cost, 0n);

describe("anomalies", () => {
  it.each(anomalies)("$id multiplies the service on exactly its days", ({ account, service, first, days, factor }) => {
    const told = (day: Day) => Number(usual(day, account, service, "as it happened"));
    const plain = (day: Day) => Number(usual(day, account, service, "without stories"));
    expect(told(first) / plain(first)).toBeCloseTo(factor, 6);
    expect(told(addDays(first, days - 1)) / plain(addDays(first, days - 1))).toBeCloseTo(factor, 6);
    expect(told(addDays(first, -1))).toBe(plain(addDays(first, -1)));
    expect(told(addDays(first, days))).toBe(plain(addDays(first, days)));
  });

  it("each of the three happens once in any fourteen months, within one month", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90 }), (months) => {
        const from = addMonths("2024-06-01", months);
        for (const anomaly of anomalies) {
          const starts = monthsIn({ from, to: addMonths(from, 14) }).flatMap(
            (month) => anomalyStart(anomaly, month) ?? [],
          );
          expect(starts).toHaveLength(1);
          const [start = ""] = starts;
          expect(addDays(start, anomaly.days - 1).slice(0, 7)).toBe(start.slice(0, 7));
        }
      }),
    );
  });
});

describe("budgets", () => {
  it.each(["2026-09-01", "2026-10-01", "2026-11-01", "2027-02-01", "2029-05-01"])(
    "in %s one team goes over its budget, and it is the one of the story",
    (month) => {
      const spent = new Map<string, bigint>();
      for (const charge of awsMonth(month, addMonths(month, 2))) {
        if (["Tax", "Support"].includes(charge.recordType)) continue;
        spent.set(charge.account, (spent.get(charge.account) ?? 0n) + unitsOf(charge.amortized ?? charge.unblended));
      }
      const { team } = overspendOf(month);
      const { limit, accounts } = teamBudget(team, month);
      const cost = accounts.reduce((sum, account) => sum + (spent.get(account) ?? 0n), 0n);
      expect(cost).toBeGreaterThan(unitsOf(limit));
    },
  );
});

describe("the move of the delivery software", () => {
  it("takes from March to July and ends in another home, at a lower cost than both at once", () => {
    expect(fleetShares("2026-02-01")).toEqual([{ home: "ec2", share: 1 }]);
    expect(fleetShares("2026-11-22")).toEqual([{ home: "ecs", share: 1 }]);
    expect(fleetShares("2027-11-22")).toEqual([{ home: "eks", share: 1 }]);
    expect(fleetShares("2028-12-01")).toEqual([{ home: "ec2", share: 1 }]);
    const [from, to] = fleetShares("2026-05-14");
    expect([from?.home, to?.home]).toEqual(["ec2", "ecs"]);
    expect((from?.share ?? 0) + (to?.share ?? 0)).toBeGreaterThan(1);
    for (const home of fleetHomes) expect(awsServices[home].name).toContain("Amazon");
  });
});
