import { defineSource } from "../source";
import { dueDays } from "./due";
import { instructionsFor } from "./policies";
import { capsOf, fields, Settings } from "./settings";

export const awsCostExplorer = defineSource({
  id: "aws-cost-explorer",
  label: "AWS Cost Explorer",
  description:
    "Daily cost by account and service, 14 months back, within minutes and without any set-up but a permission. Tags and resources come with a FOCUS export.",
  authority: "summary",
  settings: Settings,
  fields,
  requestPrice: "0.01",
  caps: capsOf,
  // AWS refreshes the bill up to three times a day; once a day is enough for a bill and keeps its reading at cents.
  hoursBetweenSyncs: 24,
  instructions: instructionsFor,
  delivers: "rows",
  due: dueDays,
  // The AWS SDK is loaded only where it is used: forms and lists need none of it.
  check: async (settings, reading) => (await import("./check")).checkAccess(settings, reading),
  async *read(settings, period, reading) {
    const { readCosts } = await import("./read");
    return yield* readCosts(settings, period, reading);
  },
});
