import { DescribeRegionsCommand } from "@aws-sdk/client-ec2";
import { z } from "zod";
import { type Patience, patiently } from "../aws/patience";
import { refusalOf } from "../aws/refusals";
import type { SignedIn } from "./clients";
import { described } from "./described";
import { homeRegions, type InventorySettings, partitionOf } from "./settings";

type Asking = { settings: InventorySettings; reading: Patience; signedIn: SignedIn };

/** The account of the credentials and its members, in a stable order. */
export async function accountsOf(signedIn: SignedIn, { memberAccounts }: InventorySettings): Promise<string[]> {
  return [...new Set([await signedIn.ownAccount(), ...memberAccounts])].sort();
}

/** The regions that are to be looked at, in a stable order: those of the settings, else all that are switched on. */
export async function regionsOf(account: string, asking: Asking): Promise<string[]> {
  const { regions } = asking.settings;
  return [...(regions.length > 0 ? regions : await openRegions(account, asking))].sort();
}

const Regions = z.object({ Regions: z.array(z.object({ RegionName: z.string() })).default([]) });

async function openRegions(account: string, { settings, signedIn, reading }: Asking): Promise<string[]> {
  const here = await signedIn.enter(account, homeRegions[partitionOf(settings)]);
  try {
    const ask = () => here.ec2.send(new DescribeRegionsCommand({}), { abortSignal: reading.signal });
    return described(Regions, await patiently(ask, reading), "regions").Regions.map(({ RegionName }) => RegionName);
  } catch (error) {
    throw refusalOf(error, "ec2:DescribeRegions", {});
  } finally {
    here.close();
  }
}
