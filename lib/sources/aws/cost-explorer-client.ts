import { setTimeout as pause } from "node:timers/promises";
import { CostExplorerClient } from "@aws-sdk/client-cost-explorer";
import type { Reading } from "../source";
import type { Partition } from "./access";
import { TIMEOUTS } from "./credentials";

// Cost Explorer has one endpoint a partition, whatever region the resources are in.
export const costExplorerHomes: Record<Partition, string> = {
  aws: "us-east-1",
  "aws-cn": "cn-northwest-1",
  "aws-eusc": "eusc-de-east-1",
};

const ATTEMPTS = 6;
// AWS states no limit; its maintainers advise few requests a second (botocore#1820).
const MILLISECONDS_BETWEEN_REQUESTS = 500;
const AWS_HOST = /\.(amazonaws\.com(\.cn)?|amazonaws\.eu|api\.aws)$/;

export const isAwsHost = (host: string) => AWS_HOST.test(host);

type Options = ConstructorParameters<typeof CostExplorerClient>[0] & object;
type Metering = Pick<Reading, "spend" | "signal" | "sent">;

/** Asks Cost Explorer. Each attempt of each request costs money and is metered before it is sent. */
export function costExplorerClient(options: Options, metering: Metering) {
  const costs = new CostExplorerClient({ ...options, maxAttempts: ATTEMPTS, requestHandler: TIMEOUTS });
  return { costs, asked: meterRequests(costs, metering) };
}

/** The host that was asked last. */
export type Asked = { host: string };

function meterRequests(costs: CostExplorerClient, { spend, signal, sent }: Metering): Asked {
  const asked: Asked = { host: "" };
  let last = 0;
  costs.middlewareStack.add(
    (next) => async (args) => {
      asked.host = hostOf(args.request);
      if (isAwsHost(asked.host)) {
        const due = last + MILLISECONDS_BETWEEN_REQUESTS - performance.now();
        if (due > 0) await pause(due, undefined, { signal });
        last = performance.now();
      }
      await spend();
      if (sent) {
        sent.requests++;
        sent.paid++;
      }
      return next(args);
    },
    // The innermost step runs once for each attempt, after signing and before the network.
    { step: "deserialize", priority: "low", name: "meterRequests" },
  );
  return asked;
}

export function hostOf(request: unknown): string {
  if (typeof request !== "object" || request === null || !("hostname" in request)) return "";
  return String(request.hostname);
}
