import type { Scope } from "../../auth/scope";
import { db } from "../../db/client";
import type { Source } from "../../db/generated/client";
import { openedSource } from "../../ledger/source-settings";
import type { Access } from "../../sources/aws/access";
import { readCatalogue } from "../../sources/aws-inventory/catalogue";
import type { InventoryReading } from "../../sources/aws-inventory/clients";
import { readInventory } from "../../sources/aws-inventory/read";
import { InventorySettings } from "../../sources/aws-inventory/settings";
import { settingsList } from "../settings/settings";
import type { InventoryChoice } from "../settings/spec";
import type { Inventory, Readers } from "./readers";

/** Connectors that sign in to AWS, and so may be asked what there is as well. */
const ofAws = ["aws-cost-explorer", "aws-data-export"];

type World = { now: Date; signal: AbortSignal; endpoint?: string | null };

/** What a run reads beside the ledger: the inventories of the AWS sources, where the settings say so. */
export async function readersOf(scope: Scope, world: World): Promise<Readers> {
  const [own] = await settingsList(scope);
  if (!own?.inventory.read) return { inventories: [], advice: [] };
  const sources = await db.source.findMany({
    where: { workspaceId: scope.workspaceId, state: "active", connector: { in: ofAws } },
    orderBy: { createdAt: "asc" },
  });
  // Two sources of one organisation would tell of everything twice.
  const [first] = sources;
  if (!first) return { inventories: [], advice: [] };
  const lookBackDays = own.rules.lookBackDays;
  return { inventories: [awsInventory(first, { choice: own.inventory, lookBackDays }, world)], advice: [] };
}

type Chosen = { choice: InventoryChoice; lookBackDays: number };

function awsInventory(source: Source, { choice, lookBackDays }: Chosen, world: World): Inventory {
  const settings = InventorySettings.parse({
    ...accessOf(openedSource(source).settings as Partial<Access>),
    memberAccounts: choice.memberAccounts,
    memberRole: choice.memberRole,
    regions: choice.regions,
    lookBackDays,
  });
  const reading: InventoryReading = {
    now: world.now,
    externalId: source.externalId,
    endpoint: world.endpoint ?? null,
    progress: () => {},
    signal: world.signal,
  };
  return {
    pages: () => readInventory(settings, reading),
    catalogue: (region) => readCatalogue(settings, region, reading),
  };
}

const accessKeys = ["auth", "profile", "accessKeyId", "secretAccessKey", "sessionToken", "roleArn"] as const;

function accessOf(settings: Partial<Access>): Partial<Access> {
  return Object.fromEntries(accessKeys.flatMap((key) => (settings[key] === undefined ? [] : [[key, settings[key]]])));
}
