import { describe, expect, it } from "vitest";
import { RightsizingSettings, rulesOf } from "@/lib/rightsizing/settings/spec";
import { SentRules, settingsOf } from "./sent-rules";

const balanced = {
  tagKey: "",
  tagValue: "",
  preset: "balanced",
  presetBefore: "balanced",
  percentile: "99.5",
  owner: "",
  cpuHeadroom: "20",
  memoryHeadroom: "20",
  lookBackDays: "14",
  minimumAgeDays: "14",
  unattachedDays: "14",
  snapshotDays: "90",
  minimumSaving: "1",
  memoryRequired: "on",
  otherFamilies: "on",
  graviton: "on",
  nights: "on",
};

const saved = (sent: Record<string, string>) => RightsizingSettings.safeParse(settingsOf(SentRules.parse(sent)));

describe("the form of the rules", () => {
  it("keeps nothing but the preset where every field has its value", () => {
    expect(saved(balanced).data).toMatchObject({ preset: "balanced", changes: {} });
  });

  it("keeps a field that differs, and a box that is not ticked", () => {
    const { nights: _left, ...sent } = balanced;
    expect(saved({ ...sent, cpuHeadroom: "35" }).data?.changes).toEqual({ cpuHeadroom: 0.35, nights: false });
  });

  it("takes the values of another preset for fields that nobody had changed", () => {
    const settings = saved({ ...balanced, preset: "savings", lookBackDays: "32" }).data;
    expect(settings && rulesOf(settings)).toMatchObject({ percentile: 90, cpuHeadroom: 0, lookBackDays: 32 });
  });

  it("reads a decimal comma", () => {
    expect(saved({ ...balanced, minimumSaving: "2,5" }).data?.changes).toEqual({ minimumSaving: 2.5 });
  });

  it.each([
    ["words", "lookBackDays", "a month"],
    ["too short a look back", "lookBackDays", "1"],
    ["more left free than is sound", "cpuHeadroom", "900"],
    ["another percentile", "percentile", "80"],
  ])("refuses %s", (_why, field, value) => {
    expect(saved({ ...balanced, [field]: value }).success).toBe(false);
  });

  it("reads accounts and regions, however they are separated", () => {
    const sent = {
      ...balanced,
      read: "on",
      memberAccounts: "123456789012\n210987654321",
      regions: "eu-west-1, us-east-1",
    };
    expect(saved(sent).data?.inventory).toEqual({
      read: true,
      memberAccounts: ["123456789012", "210987654321"],
      memberRole: "",
      regions: ["eu-west-1", "us-east-1"],
    });
  });
});
