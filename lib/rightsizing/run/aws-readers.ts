import type { Scope } from "../../auth/scope";
import { db } from "../../db/client";
import type { Source } from "../../db/generated/client";
import { openedSource } from "../../ledger/source-settings";
import { readingFor } from "../../ledger/sync-reading";
import type { Access } from "../../sources/aws/access";
import { noneSent } from "../../sources/aws/sent";
import { readCommitmentUse } from "../../sources/aws-advice/commitment-use";
import { adviceReaders } from "../../sources/aws-advice/readers";
import { readCatalogue } from "../../sources/aws-inventory/catalogue";
import { readInventory } from "../../sources/aws-inventory/read";
import { InventorySettings } from "../../sources/aws-inventory/settings";
import { settingsList } from "../settings/settings";
import type { InventoryChoice } from "../settings/spec";
import type { Readers } from "./readers";

/** Connectors that sign in to AWS, and so may be asked what there is as well. */
const ofAws = ["aws-cost-explorer", "aws-data-export"];

type World = { now: Date; signal: AbortSignal; endpoint?: string | null };

/** What a run reads beside the ledger: the inventories of the AWS sources, where the settings say so. */
export async function readersOf(scope: Scope, world: World): Promise<Readers> {
  // The demo's cloud listens only while it is loaded; its keys open nothing anywhere else.
  if (scope.workspaceKind === "demo" && !world.endpoint) return { inventories: [], advice: [] };
  const all = await settingsList(scope);
  const [own] = all;
  if (!own?.inventory.read) return { inventories: [], advice: [], withdrawn: "The settings do not ask AWS any more." };
  const sources = await db.source.findMany({
    where: { workspaceId: scope.workspaceId, connector: { in: ofAws } },
    orderBy: { createdAt: "asc" },
  });
  if (sources.length === 0) return { inventories: [], advice: [], withdrawn: "There is no AWS source any more." };
  // Two sources of one organisation would tell of everything twice.
  const first = sources.find(({ state }) => state === "active");
  if (!first) return { inventories: [], advice: [], unasked: PAUSED };
  // What a tag's rules look back on must be read as well; each resource is judged by as much as its own rules say.
  const lookBackDays = Math.max(...all.map(({ rules }) => rules.lookBackDays));
  return awsReaders(first, { choice: own.inventory, lookBackDays }, world);
}

const PAUSED = { why: "The AWS source is paused.", step: "Resume it under Sources." };

type Chosen = { choice: InventoryChoice; lookBackDays: number };

function awsReaders(source: Source, { choice, lookBackDays }: Chosen, world: World): Readers {
  const opened = openedSource(source);
  const settings = InventorySettings.parse({
    ...accessOf(opened.settings as Partial<Access>),
    memberAccounts: choice.memberAccounts,
    memberRole: choice.memberRole,
    regions: choice.regions,
    lookBackDays,
  });
  const { now, signal, endpoint = null } = world;
  const sent = noneSent();
  // Requests that cost count against the cap of the source, as its syncs do.
  const metered = readingFor(source, opened, {
    now,
    signal,
    endpoint,
    progress: () => {},
    purpose: "sync",
    runId: null,
  });
  const reading = { ...metered, sent };
  return {
    signal,
    sent,
    commitmentUse: (period) => readCommitmentUse(settings, period, reading),
    inventories: [
      {
        pages: (from) => readInventory(settings, reading, from),
        catalogue: (region) => readCatalogue(settings, region, reading),
      },
    ],
    advice: adviceReaders.map(({ source, read }) => ({ source, pages: () => read(settings, reading) })),
  };
}

const accessKeys = ["auth", "profile", "accessKeyId", "secretAccessKey", "sessionToken", "roleArn"] as const;

function accessOf(settings: Partial<Access>): Partial<Access> {
  return Object.fromEntries(accessKeys.flatMap((key) => (settings[key] === undefined ? [] : [[key, settings[key]]])));
}
