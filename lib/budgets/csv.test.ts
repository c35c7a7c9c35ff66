import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Condition } from "../focus/condition";
import { operators } from "../focus/dimension";
import { addDays } from "../focus/period";
import type { BudgetAmount } from "./amount";
import type { Budget } from "./budget";
import { everies } from "./calendar";
import { budgetsFromCsv, type CsvProblem, CsvRefusal } from "./csv";
import { parsedCsv } from "./csv-text";
import { csvOfBudgets } from "./csv-write";
import { NewBudget } from "./spec";
import { Threshold, thresholdKey } from "./threshold";

function problemsOf(csv: string): CsvProblem[] {
  try {
    budgetsFromCsv(csv);
  } catch (error) {
    if (error instanceof CsvRefusal) return error.problems;
    throw error;
  }
  throw new Error("The file was not refused.");
}

const digits = fc.constantFrom("0", "1", "0.5", "1500.50", "007", "999999999999999.0000000001");
const percent = fc.constantFrom("0", "5", "-2.5", "-0", "0.25", "150");
const day = fc.integer({ min: 0, max: 3000 }).map((days) => addDays("2024-01-01", days));
const email = fc.constantFrom("maya@example.com", "o'neil+cost@example.com", "-x@example.com", "_@example.com");

const amount: fc.Arbitrary<BudgetAmount> = fc.oneof(
  fc.record({ mode: fc.constant("fixed" as const), amount: digits }),
  fc.record({
    mode: fc.constant("planned" as const),
    amounts: fc
      .uniqueArray(fc.record({ from: day, amount: digits }), { minLength: 1, selector: ({ from }) => from })
      .map((all) => all.sort((one, other) => (one.from < other.from ? -1 : 1))),
  }),
  fc.record({
    mode: fc.constant("growing" as const),
    amount: digits,
    since: day,
    percent,
    each: fc.constantFrom("period" as const, "year" as const),
  }),
  fc.record({ mode: fc.constant("history" as const), periods: fc.integer({ min: 1, max: 12 }), percent }),
  fc.record({ mode: fc.constant("forecast" as const), percent }),
);

const text = fc.oneof(
  fc.constantFrom(
    " ",
    "a & b",
    "&",
    "&&",
    " & ",
    "R&D",
    "a,b",
    "x:y",
    "\\",
    "two\nlines",
    "=1+1",
    ' "',
    "'",
    "\u200B=x",
    "",
  ),
  fc.string({ unit: "binary", maxLength: 8 }).map((each) => each.replaceAll(/[\0\p{Surrogate}]/gu, "")),
);
const condition: fc.Arbitrary<Condition> = fc
  .record({
    dimension: fc.constantFrom("service", "tag.team", "tag.a:eq:b & c", "subAccount", "chargeKind"),
    operator: fc.constantFrom(...operators),
    values: fc.array(text, { maxLength: 3 }),
  })
  .filter((each) => Condition.safeParse(each).success) as fc.Arbitrary<Condition>;

const threshold = fc
  .record({
    kind: fc.constantFrom("actual", "forecast", "probability", "run_rate"),
    unit: fc.constantFrom("percent", "amount", "days"),
    value: fc.constantFrom("1", "80", "99.5", "0.0000001", "5000"),
  })
  .filter((each) => Threshold.safeParse(each).success)
  .map((each) => Threshold.parse(each));

const calendar = fc.record({
  kind: fc.constantFrom("gregorian" as const, "weeks" as const),
  firstMonth: fc.integer({ min: 1, max: 12 }),
  weekStart: fc.integer({ min: 1, max: 7 }),
  pattern: fc.constantFrom("4-4-5" as const, "4-5-4" as const, "5-4-4" as const),
});

const anyBudget = fc
  .record({
    id: fc.uuid(),
    state: fc.constantFrom("active" as const, "paused" as const),
    fields: fc.record({
      name: fc.oneof(
        fc.constantFrom("a,b", 'say "x"', "-5", "'-5", "Ä\u{1F600}", "\u200B=1", "@home", "'quoted'"),
        text,
      ),
      currency: fc.constantFrom("USD", "EUR"),
      where: fc.array(condition, { maxLength: 3 }),
      metric: fc.constantFrom("billed", "effective", "list", "contracted"),
      includes: fc.record({ credits: fc.boolean(), tax: fc.boolean(), refunds: fc.boolean(), support: fc.boolean() }),
      every: fc.constantFrom(...everies),
      calendar,
      startsOn: fc.option(day),
      endsOn: fc.option(day),
      timeZone: fc.constantFrom("UTC", "Pacific/Kiritimati", "America/Argentina/Ushuaia"),
      amount,
      rollsOver: fc.boolean(),
      thresholds: fc.uniqueArray(threshold, { maxLength: 10, selector: thresholdKey }),
      owner: fc.option(email),
      recipients: fc.uniqueArray(email),
      escalation: fc.option(email),
    }),
  })
  .filter(({ fields }) => NewBudget.safeParse(fields).success)
  .map(({ fields, ...rest }) => ({ ...NewBudget.parse(fields), ...rest }));

describe("a file of budgets", () => {
  it("needs a name, a currency and an amount", () => {
    const [made] = budgetsFromCsv("name,currency,amount\nPayments,usd,1500.50\n");
    expect(made).toMatchObject({ row: 2, parent: null, budget: { name: "Payments", currency: "USD", every: "month" } });
    expect(made?.budget.amount).toEqual({ mode: "fixed", amount: "1500.50" });
    expect(made?.budget.thresholds).toHaveLength(3);
  });

  it("reads a plan as a spreadsheet pastes it", () => {
    const [made] = budgetsFromCsv("Name\tCurrency\t2026-11\t2026-12\r\nPayments\tUSD\t100\t120\r\n");
    expect(made?.budget.amount).toEqual({
      mode: "planned",
      amounts: [
        { from: "2026-11-01", amount: "100" },
        { from: "2026-12-01", amount: "120" },
      ],
    });
  });

  it("reads amounts that grow or adjust themselves, calendars and states", () => {
    const [one, two] = budgetsFromCsv(
      [
        "name,currency,amount,calendar,first_month,pattern,state,thresholds",
        "A,USD,1000 growing 5 % each year since 2026-01-01,weeks,4,4-5-4,paused,none",
        "B,USD,forecast + 10 %,,,,,",
      ].join("\n"),
    );
    expect(one).toMatchObject({
      state: "paused",
      budget: {
        amount: { mode: "growing", amount: "1000", since: "2026-01-01", percent: "5", each: "year" },
        calendar: { kind: "weeks", firstMonth: 4, weekStart: 1, pattern: "4-5-4" },
        thresholds: [],
      },
    });
    expect(two).toMatchObject({ state: undefined, budget: { amount: { mode: "forecast", percent: "10" } } });
    const wrong = "name,currency,amount,calendar,first_month,state\nA,USD,forecast and more,moon,13,asleep";
    expect(
      problemsOf(wrong)
        .map(({ field }) => field)
        .sort(),
    ).toEqual(["amount", "calendar", "first_month", "state"]);
  });

  it("is refused with every problem by row and field", () => {
    const csv = [
      "name,currency,amount,every,owner,thresholds,where,exclude,rolls_over,time_zone",
      "A,USD,-1,month,nobody,,,,,",
      "B,US,1,fortnight,,actual,service:is:x,wages,perhaps,Mars/Olympus",
      "C,USD,1,,,,,,,",
      "C,USD,1,,,,,,,",
    ].join("\n");
    expect(
      problemsOf(csv)
        .map(({ row, field }) => `${row} ${field}`)
        .sort(),
    ).toEqual([
      "2 amount",
      "2 owner",
      "3 currency",
      "3 every",
      "3 exclude",
      "3 rolls_over",
      "3 thresholds",
      "3 time_zone",
      "3 where",
      "5 name",
    ]);
    expect(problemsOf("name,limit\nA,1").map(({ message }) => message)).toEqual([
      "The column currency is missing.",
      "Unknown column.",
    ]);
  });

  it("is read as it was written, every field of every budget", () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyBudget, { minLength: 1, maxLength: 4, selector: ({ name }) => name }), (all) => {
        const budgets = all.map((budget, at): Budget => {
          return {
            ...budget,
            parentId: at === 0 ? null : (all[at - 1]?.id ?? null),
            createdBy: "",
            createdAt: new Date(0),
          };
        });
        const read = budgetsFromCsv(csvOfBudgets(budgets));
        const names = new Map(read.map(({ budget, parent }) => [budget.name, parent]));
        expect(read.map(({ budget, state }) => ({ ...budget, state }))).toEqual(
          budgets.map(({ id: _id, createdBy: _by, createdAt: _at, ...budget }) => ({ ...budget, parentId: null })),
        );
        expect([...names.values()]).toEqual([null, ...budgets.slice(0, -1).map(({ name }) => name)]);
      }),
      { numRuns: 60 },
    );
  });

  it("splits records as RFC 4180 says", () => {
    expect(parsedCsv('a,"b ""c""\nd",e\r\n\r\nf,,')).toEqual([
      ["a", 'b "c"\nd', "e"],
      ["f", "", ""],
    ]);
    expect(() => parsedCsv('a,"b')).toThrow(/not closed/);
  });
});
