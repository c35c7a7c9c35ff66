import { describe, expect, it } from "vitest";
import type { Control, Counted } from "./counted";
import type { Evidence, Split } from "./evidence";
import { gapLines } from "./gap-lines";
import { gapsIn } from "./gaps";
import { verdictOf } from "./verdict";

const control: Control = {
  ...{ sliceId: 2, source: "Cost Explorer", isOwn: false, amount: "30", isEstimated: false, through: "2026-03-03" },
  readAt: new Date("2026-04-20"),
};

const counted: Counted = {
  ...{ sliceId: 1, sourceId: "s", source: "AWS export", account: "100", month: "2026-03-01", periodEnd: "2026-04-01" },
  ...{
    lastDay: "2026-03-31",
    isFinal: false,
    isExport: true,
    isDoubled: false,
    confirmed: null,
    rows: 3,
    runId: "r",
    currency: "USD",
  },
  ...{ importedAt: new Date("2026-04-10"), ours: "30", memberOf: null, members: [], stored: null, file: "30", control },
};

const day = (name: string, ours: string, stated: string | null = ours): Split => ({ name, ours, stated });
const even = ["2026-03-01", "2026-03-02", "2026-03-03"].map((name) => day(name, "10"));
const evidence: Evidence = { days: even, kinds: [], marketplace: "0", earlier: [] };

const judge = (over: Partial<Counted>, found: Partial<Evidence> = {}, today = "2026-05-01") => {
  const one = { ...counted, ...over };
  return verdictOf({ ...one, file: one.file === null ? null : one.ours }, { ...evidence, ...found }, today);
};

describe("a month", () => {
  it.each([
    ["matches to the cent", { ours: "30.009" }, {}, "matched", "0.009"],
    [
      "differs by a cent that nothing explains",
      { ours: "30.02" },
      { days: [day("2026-03-01", "10.02", "10")] },
      "unexplained",
      "0.02",
    ],
    ["that has no control total is not compared", { control: null }, {}, "uncompared", null],
    [
      "that is there twice and has no control total differs by half",
      { control: null, isDoubled: true },
      {},
      "unexplained",
      "15",
    ],
    [
      "that is there twice as somebody said is right is not compared",
      { control: null, isDoubled: true, confirmed: { by: "ann", on: "2026-04-11" } },
      {},
      "uncompared",
      null,
    ],
    [
      "says twice the stated amount on each day: a file came twice",
      { ours: "60" },
      { days: even.map(({ name }) => day(name, "20", "10")) },
      "unexplained",
      "30",
    ],
    [
      "lacks whole days: a file is missing",
      { ours: "20" },
      { days: [...even.slice(0, 2), day("2026-03-03", "0", "10")] },
      "unexplained",
      "-10",
    ],
    [
      "ends before its control total: it is late",
      { ours: "20", lastDay: "2026-03-02" },
      { days: [...even.slice(0, 2), day("2026-03-03", "0", "10")] },
      "late",
      "-10",
    ],
    [
      "was restated after the file came",
      { ours: "29" },
      { earlier: [{ amount: "29", readAt: new Date("2026-04-05") }] },
      "explained",
      "-1",
    ],
    [
      "has no tax in the file",
      { ours: "24" },
      { kinds: [day("usage", "24"), day("tax", "0", "6")] },
      "explained",
      "-6",
    ],
    [
      "lacks usage as well as tax, which tax does not explain",
      { ours: "20" },
      { kinds: [day("usage", "20", "24"), day("tax", "0", "6")], days: even.map(({ name }) => day(name, "6", "10")) },
      "unexplained",
      "-10",
    ],
    ["leaves the marketplace to its sellers", { ours: "25" }, { marketplace: "5" }, "explained", "-5"],
    [
      "adds up rounded days",
      { ours: "30.012" },
      {
        days: [day("2026-03-01", "10.004", "10"), day("2026-03-02", "10.004", "10"), day("2026-03-03", "10.004", "10")],
      },
      "explained",
      "0.012",
    ],
  ] as [string, Partial<Counted>, Partial<Evidence>, string, string | null][])(
    "%s",
    (_why, over, found, state, difference) => {
      expect(judge(over, found)).toMatchObject({ state, difference });
    },
  );

  it.each([
    ["is open while it runs, also when the last days differ", "29", [...even, day("2026-03-04", "9", "10")], "open"],
    [
      "is wrong while it runs when settled days are missing",
      "10",
      [day("2026-03-01", "0", "10"), ...even.slice(1)],
      "unexplained",
    ],
  ])("%s", (_why, ours, days, state) => {
    const open = { ours, lastDay: "2026-03-06", importedAt: new Date("2026-03-06") };
    const running = { ...control, through: "2026-03-06", isEstimated: true };
    expect(judge({ ...open, control: running }, { days }, "2026-03-07").state).toBe(state);
  });

  it("tells of a doubled day and of a missing one by their dates", () => {
    const twice = judge({ ours: "40" }, { days: [...even.slice(0, 2), day("2026-03-03", "20", "10")] });
    expect(twice.reasons).toEqual(["3 Mar 2026 is in it exactly twice: a file came twice."]);
    const more = judge({ ours: "33" }, { days: even.map(({ name }) => day(name, "11", "10")) });
    expect(more.reasons).toEqual([
      "3.00 USD more than is stated: charges came twice, on 3 days from 1 Mar 2026 to 3 Mar 2026.",
    ]);
  });
});

describe("the periods of an account", () => {
  const month = (month: string, over: Partial<Counted> = {}): Counted => ({
    ...counted,
    month,
    control: null,
    ...over,
  });
  const summary = { sourceId: "ce", source: "Cost Explorer", isExport: false };

  it("have a gap between two others, and a late one where a summary goes on", () => {
    const slices = [month("2026-01-01"), month("2026-03-01"), month("2026-04-01", { ...summary, ours: "40" })];
    expect(gapsIn(slices, "2026-05-20")).toMatchObject([
      { month: "2026-02-01", state: "missing", instead: null },
      { month: "2026-04-01", state: "late", instead: { source: "Cost Explorer", amount: "40" } },
    ]);
  });

  it("are one line where several accounts lack the same month", () => {
    const accounts = ["7", "8", "9"].flatMap((account) =>
      ["2026-01-01", "2026-03-01"].map((from) => month(from, { account })),
    );
    const spent = ["8", "9"].map((account) => month("2026-02-01", { ...summary, account, ours: "40" }));
    expect(gapLines(gapsIn([...accounts, ...spent], "2026-05-20"))).toMatchObject([
      {
        ...{ month: "2026-02-01", state: "missing", accounts: 1, ours: null, control: null, difference: null },
        reasons: ["The period of billing account 7 is missing between two others."],
      },
      {
        ...{ month: "2026-02-01", state: "missing", accounts: 2, control: "80", difference: "-80", share: "-1" },
        reasons: [
          "The periods of billing accounts 8 and 9 are missing between two others. The sums of Cost Explorer count meanwhile.",
        ],
      },
    ]);
    const many = Array.from({ length: 40 }, (_, index) => String(100 + index)).flatMap((account) =>
      ["2026-01-01", "2026-03-01"].map((from) => month(from, { account })),
    );
    expect(gapLines(gapsIn(many, "2026-05-20"))[0]?.reasons).toEqual([
      "The periods of billing accounts 100, 101, 102, 103, 104 and 35 others are missing between two others.",
    ]);
  });

  it("are not late within ten days after the month, nor where nobody else has the month", () => {
    const slices = [month("2026-03-01"), month("2026-04-01", summary)];
    expect(gapsIn(slices, "2026-05-10")).toEqual([]);
    expect(gapsIn([month("2024-01-01")], "2026-05-10")).toEqual([]);
  });
});
