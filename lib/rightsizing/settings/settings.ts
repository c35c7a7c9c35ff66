import { requireRole, requireWholeBill, type Scope } from "../../auth/scope";
import { db } from "../../db/client";
import type { Prisma } from "../../db/generated/client";
import { DomainError } from "../../errors";
import { InventoryChoice, presetRules, RightsizingSettings, type Rules, rulesOf } from "./spec";

export type ShownSettings = RightsizingSettings & {
  letters: string[];
  rules: Rules;
  changedBy: string | null;
  changedAt: string | null;
};

/** The settings for whoever asks: they name accounts and people of the whole bill. */
export async function shownSettings(scope: Scope): Promise<ShownSettings[]> {
  requireWholeBill(scope, "These rules are of");
  return await settingsList(scope);
}

/** The workspace's own settings first, then those of tags. */
export async function settingsList({ workspaceId }: Scope): Promise<ShownSettings[]> {
  const rows = await db.rightsizingSetting.findMany({
    where: { workspaceId },
    orderBy: [{ tagKey: "asc" }, { tagValue: "asc" }],
  });
  const shown = rows.map(({ changedBy, changedAt, tagKey, tagValue, preset, changes, owner, inventory, letters }) => {
    const settings = RightsizingSettings.parse({ tagKey, tagValue, preset, changes, owner, inventory });
    return { ...settings, letters, rules: rulesOf(settings), changedBy, changedAt: changedAt.toISOString() };
  });
  const own = shown.some(({ tagKey }) => tagKey === "") ? [] : [unset];
  return [...own, ...shown];
}

const unset: ShownSettings = {
  tagKey: "",
  tagValue: "",
  preset: "balanced",
  changes: {},
  owner: null,
  inventory: InventoryChoice.parse({}),
  letters: [],
  rules: presetRules.balanced,
  changedBy: null,
  changedAt: null,
};

/** Sets them for the workspace or for a tag; the next run goes by them. */
export async function saveSettings(scope: Scope, input: RightsizingSettings, now: Date): Promise<void> {
  requireRole(scope, "editor");
  requireWholeBill(scope, "These rules are of");
  const { tagKey, tagValue, preset, owner } = input;
  const letters = await lettersAfter(scope, input);
  const values = {
    ...(letters && { letters }),
    preset,
    owner,
    inventory: input.inventory,
    changes: input.changes as Prisma.InputJsonValue,
    changedBy: scope.actor,
    changedAt: now,
  };
  const key = { workspaceId: scope.workspaceId, tagKey, tagValue };
  await db.rightsizingSetting.upsert({
    where: { workspaceId_tagKey_tagValue: key },
    create: { ...key, ...values },
    update: values,
  });
}

/** Who lets letters leave the workspace is an admin; null where nothing changes. */
async function lettersAfter(scope: Scope, { tagKey, letters }: RightsizingSettings): Promise<string[] | null> {
  if (letters === undefined) return null;
  if (tagKey !== "") throw new DomainError("invalid", "Who gets letters is set for the whole workspace.");
  const [own] = await settingsList(scope);
  const wanted = [...new Set(letters)].sort();
  if (wanted.join("\n") === [...(own?.letters ?? [])].sort().join("\n")) return null;
  requireRole(scope, "admin");
  return wanted;
}

/** Its resources go by the workspace's settings again. */
export async function removeSettings(scope: Scope, tag: { tagKey: string; tagValue: string }): Promise<void> {
  requireRole(scope, "editor");
  requireWholeBill(scope, "These rules are of");
  const { count } = await db.rightsizingSetting.deleteMany({ where: { workspaceId: scope.workspaceId, ...tag } });
  if (count === 0) throw new DomainError("not_found", "There are no settings of this tag.");
}

/** Which rules and which owner a resource has by its tags: the first tag that has settings decides, else the workspace. */
export type RuleBook = (tags: Record<string, string>) => { rules: Rules; owner: string | null };

export async function ruleBook(scope: Scope): Promise<RuleBook> {
  const [own = unset, ...ofTags] = await settingsList(scope);
  return (tags) => {
    const found = ofTags.find(({ tagKey, tagValue }) => tags[tagKey] === tagValue);
    return { rules: found?.rules ?? own.rules, owner: found?.owner ?? own.owner };
  };
}
