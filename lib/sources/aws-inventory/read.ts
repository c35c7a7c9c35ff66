import { refusalOf } from "../aws/refusals";
import type { InventoryMark, InventoryPage } from "../inventory";
import { awsSignIn, type InventoryReading } from "./clients";
import { accountsOf, regionsOf } from "./places";
import { closedAccount } from "./problems";
import { type Depth, type Run, regionPages } from "./region";
import { homeRegions, type InventorySettings, partitionOf } from "./settings";

/**
 * Yields page after page of what the accounts have. What fails for want of a permission is told in the page and the
 * rest goes on; everything else is thrown, and the mark of the last page continues there.
 */
export async function* readInventory(
  settings: InventorySettings,
  reading: InventoryReading,
  from: InventoryMark | null = null,
  depth: Depth = "lists and metrics",
): AsyncGenerator<InventoryPage> {
  const run = { settings, reading, signedIn: awsSignIn(settings, reading), depth };
  try {
    const accounts = await accountsOf(run.signedIn, settings);
    for (const account of accounts.filter((each) => !from || each >= from.account)) {
      yield* accountPages(account, run, from?.account === account ? from : null);
    }
  } catch (error) {
    throw refusalOf(error, "ec2:DescribeInstances", {});
  } finally {
    run.signedIn.close();
  }
}

/** A member account that does not let us in is told and left out. */
async function* accountPages(account: string, run: Run, from: InventoryMark | null): AsyncGenerator<InventoryPage> {
  const closed = await run.signedIn.closedDoor(account);
  if (closed) {
    const region = homeRegions[partitionOf(run.settings)];
    const mark = { account, region: LAST_REGION, step: "", token: null };
    yield {
      region,
      resources: [],
      problems: [closedAccount({ account, region }, closed)],
      mark,
      asked: run.signedIn.asked,
    };
    return;
  }
  for (const region of await regionsOf(account, run)) {
    if (from && region < from.region) continue;
    const { step, token } = from?.region === region ? from : atItsStart;
    yield* regionPages({ account, region, step, token }, run);
  }
}

const atItsStart = { step: null, token: null };
/** Sorts after every region. */
const LAST_REGION = "~";
