import { z } from "zod";
import { type Preset, presetRules, presets, type Rules } from "@/lib/rightsizing/settings/spec";
import { numberRules, switchRules } from "./rule-words";

const preset = z.enum(presets).catch("balanced");

export const SentRules = z
  .object({
    tagKey: z.string(),
    tagValue: z.string(),
    preset,
    presetBefore: preset,
    percentile: z.string(),
    owner: z.string(),
    read: z.string().optional(),
    memberRole: z.string().optional(),
    memberAccounts: z.string().optional(),
    regions: z.string().optional(),
    letters: z.string().optional(),
  })
  .loose();
type Sent = z.output<typeof SentRules>;

/**
 * What the form comes to: where another preset was chosen its values count for every field that still has the value of
 * the preset before; fields that differ from their preset are kept as changes.
 */
export function settingsOf(sent: Sent): unknown {
  const { tagKey, tagValue, owner } = sent;
  return {
    tagKey,
    tagValue,
    preset: sent.preset,
    changes: changesOf(enteredRules(sent), sent),
    owner: owner.trim() === "" ? null : owner,
    ...(sent.letters !== undefined && { letters: linesOf(sent.letters) }),
    ...(tagKey === "" && {
      inventory: {
        read: sent.read === "on",
        memberRole: sent.memberRole?.trim() ?? "",
        memberAccounts: linesOf(sent.memberAccounts),
        regions: linesOf(sent.regions),
      },
    }),
  };
}

function enteredRules(sent: Sent): Record<string, unknown> {
  const numbers = numberRules.map(({ name, percent }) => {
    const value = Number(String(sent[name] ?? "").replace(",", ".")) / (percent ? 100 : 1);
    return [name, value] as const;
  });
  const switches = switchRules.map(({ name }) => [name, sent[name] === "on"] as const);
  return { percentile: Number(sent.percentile), ...Object.fromEntries([...numbers, ...switches]) };
}

function changesOf(entered: Record<string, unknown>, { preset: now, presetBefore }: Sent): Record<string, unknown> {
  const isOf = (name: string, value: unknown, of: Preset) => presetRules[of][name as keyof Rules] === value;
  return Object.fromEntries(
    Object.entries(entered).filter(([name, value]) => !isOf(name, value, now) && !isOf(name, value, presetBefore)),
  );
}

function linesOf(text = ""): string[] {
  return text.split(/[\s,;]+/).filter((line) => line !== "");
}
