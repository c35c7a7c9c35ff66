import { instantLabel } from "@/components/format";
import type { ShownSettings } from "@/lib/rightsizing/settings/settings";
import type { Preset, Rules } from "@/lib/rightsizing/settings/spec";

export const presetWords: Record<Preset, string> = {
  savings: "Savings: smaller machines, more risk",
  balanced: "Balanced",
  performance: "Performance: more left free",
};

type NumberRule =
  | "cpuHeadroom"
  | "memoryHeadroom"
  | "lookBackDays"
  | "minimumAgeDays"
  | "unattachedDays"
  | "snapshotDays"
  | "minimumSaving";
type SwitchRule = "memoryRequired" | "otherFamilies" | "graviton" | "nights" | "excluded";

/** `percent` are shares that people write as percentages. */
export const numberRules: { name: NumberRule; label: string; help: string; percent?: true }[] = [
  { name: "cpuHeadroom", label: "CPU left free, percent", help: "Above the usage that must fit.", percent: true },
  { name: "memoryHeadroom", label: "Memory left free, percent", help: "Above the usage that must fit.", percent: true },
  { name: "lookBackDays", label: "Look back, days", help: "7 to 93." },
  { name: "minimumAgeDays", label: "Youngest resource, days", help: "Younger ones are skipped as too new." },
  { name: "unattachedDays", label: "Unattached for, days", help: "Before a volume or address counts as unused." },
  { name: "snapshotDays", label: "Old snapshot, days", help: "From this age a snapshot counts as old." },
  {
    name: "minimumSaving",
    label: "Smallest saving a month",
    help: "In the currency of the charges; less is not told.",
  },
];

export const switchRules: { name: SwitchRule; label: string }[] = [
  { name: "memoryRequired", label: "Make nothing smaller whose memory is not measured" },
  { name: "otherFamilies", label: "Propose other families of instances" },
  { name: "graviton", label: "Propose Graviton" },
  { name: "nights", label: "Propose switching off at night what is not production" },
  { name: "excluded", label: "Give no advice on these resources" },
];

export const percentiles: Rules["percentile"][] = [90, 95, 99.5];

/** "Changed by ada@example.com, 28 Nov 2026, 07:36 UTC."; nothing of rules that nobody has changed. */
export function changedText({ changedBy, changedAt }: Pick<ShownSettings, "changedBy" | "changedAt">): string | null {
  return changedBy && changedAt ? `Changed by ${changedBy}, ${instantLabel(changedAt)}.` : null;
}

/** "Savings preset, 2 changes of its own" */
export function rulesInShort({ preset, changes, rules }: Pick<ShownSettings, "preset" | "changes" | "rules">): string {
  if (rules.excluded) return "No advice on these resources";
  const many = Object.keys(changes).length;
  const name = `${preset.charAt(0).toUpperCase()}${preset.slice(1)} preset`;
  if (many === 0) return name;
  return `${name}, ${many === 1 ? "one change" : `${many} changes`} of its own`;
}
