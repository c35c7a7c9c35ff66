import { existsSync, readdirSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ImportRefusal } from "./import-refusal";
import { readFiles } from "./read-files";

const FOLDER = join(import.meta.dirname, "../../../shared/data/focus");
const isThere = existsSync(join(FOLDER, "MANIFEST.md"));

async function refusal(name: string): Promise<ImportRefusal> {
  const directory = await mkdtemp(join(tmpdir(), "outlay-read-"));
  const files = [{ path: join(FOLDER, name), name }];
  const error = await readFiles({ files, directory, isSpool: false }, () => {}).then(
    () => new Error("It was read."),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ImportRefusal)) throw error;
  return error;
}

describe.skipIf(!isThere)("files that are no whole bill (skipped where ../shared/data/focus is absent)", () => {
  it.each([
    ["aws_legacy_cur_1281.csv.gz", "This is AWS's legacy Cost and Usage Report; export FOCUS 1.0 or 1.2"],
    ["azure_ea_actual_27.csv", 'This is an Azure cost details export; choose "Cost and usage (FOCUS)"'],
    ["focus_1_3_contract_commitment_aws.csv", "This is FOCUS's Contract Commitment dataset"],
    ["opendata/Regions.csv", "The columns BilledCost, EffectiveCost, BillingAccountId"],
  ])("%s is recognised", async (name, sentence) => {
    expect((await refusal(name)).message).toContain(sentence);
  });

  const examples = isThere ? readdirSync(join(FOLDER, "spec_v1_2_examples")) : [];
  it.each(examples)("the excerpt %s of the specification is refused by column, or by row and field", async (name) => {
    const { message, rejected } = await refusal(join("spec_v1_2_examples", name));
    // They lack columns, or write "$10,000.00 " and 5/1/25 as a spreadsheet does.
    if (/of FOCUS (is|are) missing\.$/.test(message)) return;
    expect(message).toMatch(/^\d+ rows? cannot be imported, so nothing was\.$/);
    const fields = rejected.map(({ field }) => field ?? "");
    expect(fields.some((field) => /Cost$|Period/.test(field))).toBe(true);
  });
});
