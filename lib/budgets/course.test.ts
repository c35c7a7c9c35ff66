import { describe, expect, it } from "vitest";
import { Money } from "../focus/money";
import { addDays, type Day, daysIn } from "../focus/period";
import { DailySums } from "../query/daily-sums";
import { courseDays } from "./course";
import { Spend } from "./spend";
import { figuresOf } from "./verdict";

const june = { from: "2026-06-01", to: "2026-07-01" };
const reach = { through: "2026-06-19", complete: "2026-06-18" };
const amount = new Money(1000);

function spendOf(cost: (day: Day) => string): Spend {
  const days = daysIn({ from: "2026-01-01", to: "2026-06-20" });
  return new Spend(DailySums.of(new Map(days.map((day) => [day, new Map([["usage", cost(day)]])]))));
}
const uneven = spendOf((day) => String(10 + (Number(day.slice(8)) % 7) * 3));

describe("the course of a period", () => {
  const days = courseDays(uneven, { period: june, amount, reach });
  const figures = figuresOf({ period: june, amount, rolledOver: new Money(0), spend: uneven, reach });

  it("has every day of the period, and ends where the verdict says", () => {
    expect(days.map(({ day }) => day)).toEqual(daysIn(june));
    expect(days.at(-1)?.expected).toEqual(figures.forecast);
    expect(days.at(-1)?.pace).toBe("1000");
  });

  it("knows exactly what was spent, to the last day with charges", () => {
    const known = days.filter(({ spent }) => spent !== null);
    expect(known.at(-1)).toMatchObject({ day: reach.through, spent: figures.actual });
    expect(known).toHaveLength(19);
  });

  it("expects only what is not complete, in a range that widens", () => {
    const expected = days.filter((each) => each.expected !== null);
    expect(expected[0]?.day).toBe(addDays(reach.complete, 1));
    const widths = expected.map((each) => Number(each.expected?.high) - Number(each.expected?.low));
    expect(widths).toEqual(widths.toSorted((one, other) => one - other));
  });

  it("expects nothing of a period that has ended", () => {
    const may = { from: "2026-05-01", to: "2026-06-01" };
    const course = courseDays(uneven, { period: may, amount, reach });
    expect(course.every(({ expected }) => expected === null)).toBe(true);
    expect(course.at(-1)?.spent).toBe(uneven.sum(may).toFixed());
  });

  it("begins at nothing where the period has only begun", () => {
    const july = { from: "2026-06-20", to: "2026-07-20" };
    const course = courseDays(uneven, { period: july, amount, reach });
    expect(course[0]).toMatchObject({ day: "2026-06-20", spent: null });
    const last = figuresOf({ period: july, amount, rolledOver: new Money(0), spend: uneven, reach }).forecast;
    expect(course.at(-1)?.expected).toEqual(last);
  });
});
