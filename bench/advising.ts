import { systemScope } from "../lib/auth/workspaces";
import { closeDatabase } from "../lib/db/client";
import { startOf } from "../lib/focus/period";
import { runAdvice } from "../lib/rightsizing/run/run";
import { readCatalogue } from "../lib/sources/aws-inventory/catalogue";
import { readInventory } from "../lib/sources/aws-inventory/read";
import type { InventoryMark } from "../lib/sources/inventory";
import { readingAt, settings, TODAY } from "./measured-inventory";

/** One look at everything that the cloud of the bench has, in a process of its own that may be killed. */
const [, , endpoint = "", workspaceId = ""] = process.argv;
const reading = readingAt(endpoint);
const inventory = {
  pages: (from: InventoryMark | null) => readInventory(settings, reading, from),
  catalogue: (region: string) => readCatalogue(settings, region, reading),
};
const scope = await systemScope(workspaceId);
const outcome = await runAdvice(scope, { inventories: [inventory], advice: [] }, startOf(TODAY));
const { user, system } = process.cpuUsage();
const peakBytes = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ outcome, processorSeconds: (user + system) / 1e6, peakBytes }));
await closeDatabase();
