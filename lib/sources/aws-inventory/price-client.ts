import { PricingClient } from "@aws-sdk/client-pricing";
import type { Partition } from "../aws/access";
import { awsAccess, TIMEOUTS } from "../aws/credentials";
import { countedIn } from "../aws/sent";
import type { InventoryReading } from "./clients";
import { homeRegions, type InventorySettings, partitionOf } from "./settings";

/** The price list answers in few regions only, for all of them. */
const homes: Record<Partition, string> = { ...homeRegions, "aws-cn": "cn-northwest-1" };

export function priceClient(settings: InventorySettings, reading: InventoryReading): PricingClient {
  const place = { region: homes[partitionOf(settings)], ...(reading.endpoint ? { endpoint: reading.endpoint } : {}) };
  const { credentials } = awsAccess(settings, place, reading);
  const options = { ...place, credentials, maxAttempts: 6, retryMode: "adaptive", requestHandler: TIMEOUTS };
  return countedIn(reading.sent, new PricingClient(options));
}
