import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { question } from "../query/made-charges";
import type { Budget } from "./budget";
import { budgetsFromCsv, type CsvProblem, CsvRefusal } from "./csv";
import { parsedCsv } from "./csv-text";
import { csvOfBudgets } from "./csv-write";
import { NewBudget } from "./spec";

function problemsOf(csv: string): CsvProblem[] {
  try {
    budgetsFromCsv(csv);
  } catch (error) {
    if (error instanceof CsvRefusal) return error.problems;
    throw error;
  }
  throw new Error("The file was not refused.");
}

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

  it("is read as it was written, whatever the names and conditions", () => {
    const name = fc.constantFrom("=1+1", "a,b", 'say "x"', "it's", "-5", "Ä\u{1F600}", "@home", "'quoted'");
    fc.assert(
      fc.property(question, fc.uniqueArray(name, { minLength: 1 }), ({ where, metric }, names) => {
        // Conditions are parted by " & " in a cell, which none of the made values holds.
        fc.pre(where.every(({ values }) => values.every((value) => value === value.trim() && !/[\n\r&]/.test(value))));
        const budgets = names.map((each): Budget => {
          const made = NewBudget.parse({
            name: each,
            currency: "USD",
            amount: { mode: "fixed", amount: "1" },
            where,
            metric,
          });
          return { ...made, id: each, state: "active", createdBy: "", createdAt: new Date(0) };
        });
        const read = budgetsFromCsv(csvOfBudgets(budgets)).map(({ budget }) => budget);
        expect(read.map(({ name: own, where: conditions }) => [own, conditions])).toEqual(
          budgets.map(({ name: own, where: conditions }) => [own, conditions]),
        );
        expect(read[0]?.thresholds).toEqual(budgets[0]?.thresholds);
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
