import {
  CostExplorerClient,
  GetCostAndUsageCommand,
  type GetCostAndUsageCommandInput,
} from "@aws-sdk/client-cost-explorer";
import { afterEach } from "vitest";
import { type CloudOptions, type RunningCloud, startCloud } from "../cloud-server";
import { type CloudCharge, estateOf } from "./estate";

/** Five charges whose sums a reader can do in the head; for tests of the simulated cloud. */
const fiveCharges = [
  line("2026-11-01", "Amazon S3", "0.0000300172"),
  line("2026-11-01", "Amazon EC2", "12.5", {
    account: "444455556666",
    amortized: "9.25",
    quantity: "24",
    unit: "Hrs",
  }),
  line("2026-11-01", "Tax", "1.1", { recordType: "Tax" }),
  line("2026-11-03", "Amazon EC2", "-2.5", { recordType: "Credit" }),
  line("2026-10-31", "Amazon S3", "7.0000000001", { region: "eu-west-1" }),
];

const accounts = [
  { id: "111122223333", name: "payer" },
  { id: "444455556666", name: "shop-prod" },
];
export const fiveChargeEstate = estateOf(fiveCharges, "2026-11-22", accounts);
export const exampleKey = { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "example/secret" };
type Key = typeof exampleKey & { sessionToken?: string };

export function line(day: string, service: string, unblended: string, rest: Partial<CloudCharge> = {}): CloudCharge {
  const usual = { account: "111122223333", region: "us-east-1", recordType: "Usage", usageType: "Requests" };
  return { day, service, unblended, ...usual, ...rest };
}

/** Starts the five-charge cloud for one test and stops it after. */
export function cloudForEachTest(): (
  options?: CloudOptions,
) => Promise<{ cloud: RunningCloud; client: CostExplorerClient }> {
  let running: RunningCloud | null = null;
  afterEach(async () => {
    await running?.stop();
    running = null;
  });
  return async (options = {}) => {
    const cloud = await startCloud(fiveChargeEstate, options);
    running = cloud;
    return { cloud, client: clientAt(cloud.url) };
  };
}

export function clientAt(endpoint: string, credentials: Key = exampleKey): CostExplorerClient {
  return new CostExplorerClient({ endpoint, region: "us-east-1", credentials, maxAttempts: 1 });
}

export function ask(rest: Partial<GetCostAndUsageCommandInput> = {}): GetCostAndUsageCommand {
  return new GetCostAndUsageCommand({
    TimePeriod: { Start: "2026-11-01", End: "2026-11-04" },
    Granularity: "DAILY",
    Metrics: ["UnblendedCost", "AmortizedCost"],
    ...rest,
  });
}

export const byService = { GroupBy: [{ Type: "DIMENSION" as const, Key: "SERVICE" }] };
