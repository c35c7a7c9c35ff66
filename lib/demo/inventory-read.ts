import { afterEach } from "vitest";
import { startOf } from "../focus/period";
import type { InventoryReading } from "../sources/aws-inventory/clients";
import { readInventory } from "../sources/aws-inventory/read";
import type { Depth } from "../sources/aws-inventory/region";
import { InventorySettings } from "../sources/aws-inventory/settings";
import type { InventoryMark, InventoryPage, Resource } from "../sources/inventory";
import type { CloudEstate } from "./cloud/estate";
import type { CloudInventory } from "./cloud/inventory/resource";
import { type CloudOptions, type RunningCloud, startCloud } from "./cloud-server";
import { awsEstate } from "./company/aws-bill";
import { estateResources } from "./company/estate-resources";

/** For tests: reads the company's inventory over the wire, as a run does. */
export const today = "2026-11-22";
export const known = estateResources(today);
export const estate = awsEstate(today);
export const accounts = [...new Set(known.map(({ facts }) => facts.account))].sort();
export const storefront = "213450987612";
export const oneAccount = { memberAccounts: [storefront], regions: ["us-east-1"] };

/** Starts the company's cloud for one test and stops it after. */
export function inventoryForEachTest() {
  let cloud: RunningCloud | null = null;
  afterEach(async () => {
    await cloud?.stop();
    cloud = null;
  });
  return async (options: CloudOptions = {}, shown: CloudEstate = estate): Promise<RunningCloud> => {
    cloud = await startCloud(shown, options);
    return cloud;
  };
}

const keys = { auth: "keys", accessKeyId: "AKIAEXAMPLE", secretAccessKey: "example" };

export function settingsOf(changes: object = {}): InventorySettings {
  return InventorySettings.parse({ ...keys, memberAccounts: accounts, ...changes });
}

export function readingAt({ url }: RunningCloud, pauses: number[] = []): InventoryReading {
  return {
    now: startOf(today),
    externalId: "outlay-test",
    endpoint: url,
    progress: () => {},
    signal: new AbortController().signal,
    pause: async (milliseconds) => {
      pauses.push(milliseconds);
    },
  };
}

type Given = {
  settings?: object;
  from?: InventoryMark | undefined;
  depth?: Depth;
  onPage?: (page: InventoryPage) => void;
  pauses?: number[];
};

export async function readAll(running: RunningCloud, { settings, from, depth, onPage, pauses }: Given = {}) {
  const pages: InventoryPage[] = [];
  for await (const page of readInventory(settingsOf(settings), readingAt(running, pauses), from, depth)) {
    pages.push(page);
    onPage?.(page);
  }
  const resources = pages.flatMap((page) => page.resources);
  return { pages, resources, problems: pages.flatMap((page) => page.problems), asked: pages.at(-1)?.asked };
}

/** The company with its inventory changed. */
export function showing(change: (inventory: CloudInventory) => Partial<CloudInventory>): CloudEstate {
  const { inventory } = estate;
  if (!inventory) throw new Error("The company has resources.");
  return { ...estate, inventory: { ...inventory, ...change(inventory) } };
}

export function named(resources: Resource[], name: string): Resource {
  const found = resources.find((each) => each.name === name);
  if (!found) throw new Error(`${name} was not read.`);
  return found;
}
