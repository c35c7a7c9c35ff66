import { describe, expect, it } from "vitest";
import type { SavingsOverview, ShownRun } from "@/lib/rightsizing/list/overview";
import { savingsSentence } from "./savings-sentence";

type Part = keyof Pick<SavingsOverview, "potential" | "inProgress" | "realised">;
type Sums = Partial<Record<Part, [currency: string, amount: string, count: number][]>>;

function said(sums: Sums, looked: { isDone?: boolean; state?: "queued" | "running" | "failed" } = {}): string {
  const { isDone = true, state } = looked;
  const runs = state ? [{ state }] : [];
  const amounts = (part: Part) => (sums[part] ?? []).map(([currency, amount, count]) => ({ currency, amount, count }));
  const overview = {
    potential: amounts("potential"),
    inProgress: amounts("inProgress"),
    realised: amounts("realised"),
  };
  return savingsSentence(overview as SavingsOverview, { isDone, runs: runs as ShownRun[] });
}

describe("the sentence about savings", () => {
  it.each<[string, Sums, string]>([
    ["nothing", {}, "Nothing is advised now."],
    [
      "each currency by itself",
      {
        potential: [
          ["USD", "1240", 3],
          ["EUR", "30.5", 1],
        ],
      },
      "$1,240.00 and €30.50 a month could be saved. Advice on the same resource counts once.",
    ],
    [
      "advice that saves nothing that is counted",
      { potential: [["USD", "0", 2]] },
      "2 recommendations are open that no saving is counted for. Advice on the same resource counts once.",
    ],
    [
      "a currency with nothing to save",
      {
        potential: [
          ["USD", "12", 1],
          ["EUR", "0", 1],
        ],
        inProgress: [["USD", "0.00", 1]],
      },
      "$12.00 a month could be saved. Advice on the same resource counts once.",
    ],
    [
      "all that is known",
      { potential: [["USD", "12", 1]], inProgress: [["USD", "5", 1]], realised: [["USD", "7", 1]] },
      "$12.00 a month could be saved, $5.00 is being worked on, $7.00 is seen on the bill. Advice on the same resource counts once.",
    ],
    [
      "what was saved after all is done",
      { realised: [["USD", "7", 1]] },
      "Nothing is advised now, $7.00 is seen on the bill.",
    ],
  ])("tells %s", (_what, sums, sentence) => {
    expect(said(sums)).toBe(sentence);
  });

  it("says that the first look is under way, and tells no half of what it finds", () => {
    const half: Sums = { potential: [["USD", "0", 73]] };
    expect(said(half, { isDone: false, state: "running" })).toBe("The first look for savings is under way.");
    expect(said(half, { isDone: false, state: "queued" })).toBe("The first look for savings is under way.");
  });

  it("says that nobody has looked", () => {
    expect(said({}, { isDone: false })).toBe("Nobody has looked for savings yet.");
    expect(said({}, { isDone: false, state: "failed" })).toBe("Nobody has looked for savings yet.");
  });
});
