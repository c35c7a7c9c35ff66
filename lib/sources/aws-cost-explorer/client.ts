import type { CostExplorerClient } from "@aws-sdk/client-cost-explorer";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { type Asked, costExplorerClient, costExplorerHomes, hostOf, isAwsHost } from "../aws/cost-explorer-client";
import { awsAccess, TIMEOUTS } from "../aws/credentials";
import type { Reading } from "../source";
import { partitionOf, type Settings } from "./settings";

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
  const place = {
    region: costExplorerHomes[partitionOf(settings)],
    ...(reading.endpoint ? { endpoint: reading.endpoint } : {}),
  };
  const { credentials, isRoleUnguarded, close } = awsAccess(settings, place, reading);
  const { costs, asked } = costExplorerClient({ ...place, credentials }, reading);
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

/** Credentials used against an imitated Cost Explorer do not go to the real STS. */
function stayInImitation(identity: STSClient, asked: Asked): void {
  identity.middlewareStack.add(
    (next) => (args) => {
      const leaves = isAwsHost(hostOf(args.request)) && !isAwsHost(asked.host);
      if (leaves) throw new Error("Cost Explorer is imitated and STS is not.");
      return next(args);
    },
    { step: "deserialize", priority: "low", name: "stayInImitation" },
  );
}
