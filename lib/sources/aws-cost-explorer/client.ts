import { setTimeout as pause } from "node:timers/promises";
import { CostExplorerClient } from "@aws-sdk/client-cost-explorer";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { Partition } from "../aws/access";
import { awsAccess, TIMEOUTS } from "../aws/credentials";
import type { Reading } from "../source";
import { partitionOf, type Settings } from "./settings";

// Cost Explorer has one endpoint a partition, whatever region the resources are in.
const homes: Record<Partition, string> = {
  aws: "us-east-1",
  "aws-cn": "cn-northwest-1",
  "aws-eusc": "eusc-de-east-1",
};

const ATTEMPTS = 6;
// AWS states no limit; its maintainers advise few requests a second (botocore#1820).
const MILLISECONDS_BETWEEN_REQUESTS = 500;
const AWS_HOST = /\.(amazonaws\.com(\.cn)?|amazonaws\.eu|api\.aws)$/;

/** The two AWS clients of one sync or check. Each attempt of each cost request is metered before it is sent. */
export type AwsClients = {
  costs: CostExplorerClient;
  /** The account these credentials belong to; null when it cannot be told without leaving the imitated cloud. */
  callerAccount: () => Promise<string | null>;
  /** True when the role lets us in without the external id, null when STS does not answer. */
  isRoleUnguarded: () => Promise<boolean | null>;
  close: () => void;
};

export function awsClients(settings: Settings, reading: Reading): AwsClients {
  const place = { region: homes[partitionOf(settings)], ...(reading.endpoint ? { endpoint: reading.endpoint } : {}) };
  const { credentials, isRoleUnguarded, close } = awsAccess(settings, place, reading);
  const costs = new CostExplorerClient({ ...place, credentials, maxAttempts: ATTEMPTS, requestHandler: TIMEOUTS });
  const asked = meterRequests(costs, reading);
  const identity = new STSClient({
    ...place,
    credentials,
    maxAttempts: 1,
    requestHandler: { ...TIMEOUTS, connectionTimeout: 2_000, requestTimeout: 4_000 },
  });
  stayInImitation(identity, asked);
  return {
    costs,
    callerAccount: () => callerAccount(identity),
    isRoleUnguarded,
    close: () => {
      for (const client of [costs, identity]) client.destroy();
      close();
    },
  };
}

async function callerAccount(identity: STSClient): Promise<string | null> {
  try {
    const { Account } = await identity.send(new GetCallerIdentityCommand({}));
    return /^\d{12}$/.test(Account ?? "") ? (Account ?? null) : null;
  } catch {
    // Reading costs needs ce:GetCostAndUsage alone: whatever STS says here, the sync goes on without it.
    return null;
  }
}

type Asked = { host: string };

function meterRequests(costs: CostExplorerClient, { spend, signal }: Reading): Asked {
  const asked: Asked = { host: "" };
  let last = 0;
  costs.middlewareStack.add(
    (next) => async (args) => {
      asked.host = hostOf(args.request);
      if (AWS_HOST.test(asked.host)) {
        const due = last + MILLISECONDS_BETWEEN_REQUESTS - performance.now();
        if (due > 0) await pause(due, undefined, { signal });
        last = performance.now();
      }
      await spend();
      return next(args);
    },
    // The innermost step runs once for each attempt, after signing and before the network.
    { step: "deserialize", priority: "low", name: "meterRequests" },
  );
  return asked;
}

/** Credentials used against an imitated Cost Explorer do not go to the real STS. */
function stayInImitation(identity: STSClient, asked: Asked): void {
  identity.middlewareStack.add(
    (next) => (args) => {
      const leaves = AWS_HOST.test(hostOf(args.request)) && !AWS_HOST.test(asked.host);
      if (leaves) throw new Error("Cost Explorer is imitated and STS is not.");
      return next(args);
    },
    { step: "deserialize", priority: "low", name: "stayInImitation" },
  );
}

function hostOf(request: unknown): string {
  if (typeof request !== "object" || request === null || !("hostname" in request)) return "";
  return String(request.hostname);
}
