import { setTimeout as pause } from "node:timers/promises";
import { CostExplorerClient } from "@aws-sdk/client-cost-explorer";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromIni, fromNodeProviderChain } from "@aws-sdk/credential-providers";
import type { Reading } from "../source";
import { refusalOf } from "./refusals";
import { type Partition, partitionOf, type Settings } from "./settings";

// Cost Explorer has one endpoint a partition, whatever region the resources are in.
const homes: Record<Partition, string> = {
  aws: "us-east-1",
  "aws-cn": "cn-northwest-1",
  "aws-eusc": "eusc-de-east-1",
};

const ATTEMPTS = 6;
const TIMEOUTS = {
  connectionTimeout: 5_000,
  requestTimeout: 60_000,
  socketTimeout: 60_000,
  throwOnRequestTimeout: true,
};
// AWS states no limit; its maintainers advise few requests a second (botocore#1820).
const MILLISECONDS_BETWEEN_REQUESTS = 500;
const AWS_HOST = /\.(amazonaws\.com(\.cn)?|amazonaws\.eu|api\.aws)$/;

type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string; expiration?: Date };

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
  const own = ownCredentials(settings, place.region);
  const sts = new STSClient({ ...place, credentials: own, maxAttempts: 3, requestHandler: TIMEOUTS });
  const credentials = settings.auth === "role" ? () => roleCredentials(sts, settings, reading) : own;
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
    isRoleUnguarded: () => isRoleUnguarded(sts, settings),
    close: () => {
      for (const client of [costs, sts, identity]) client.destroy();
    },
  };
}

function ownCredentials(settings: Settings, region: string) {
  if (settings.auth === "keys") {
    const { accessKeyId = "", secretAccessKey = "", sessionToken } = settings;
    return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
  }
  const lookUp = { ignoreCache: true, clientConfig: { region } };
  if (settings.auth === "profile") return fromIni({ ...lookUp, profile: settings.profile ?? "default" });
  return fromNodeProviderChain({ ...lookUp, timeout: 1_000, maxRetries: 0 });
}

async function roleCredentials(sts: STSClient, settings: Settings, reading: Reading): Promise<Credentials> {
  try {
    return await assumedRole(sts, settings.roleArn, reading.externalId);
  } catch (error) {
    throw refusalOf(error, "sts:AssumeRole");
  }
}

async function assumedRole(sts: STSClient, roleArn: string | undefined, externalId?: string): Promise<Credentials> {
  const given = { RoleArn: roleArn, RoleSessionName: "outlay", ...(externalId ? { ExternalId: externalId } : {}) };
  const { Credentials: issued } = await sts.send(new AssumeRoleCommand(given));
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = issued ?? {};
  if (!AccessKeyId || !SecretAccessKey) throw new SyntaxError("AssumeRole answered without credentials.");
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    ...(SessionToken ? { sessionToken: SessionToken } : {}),
    ...(Expiration ? { expiration: Expiration } : {}),
  };
}

/** A role that anybody may assume who knows its ARN would let any user of Outlay read its costs. */
async function isRoleUnguarded(sts: STSClient, settings: Settings): Promise<boolean | null> {
  try {
    await assumedRole(sts, settings.roleArn);
    return true;
  } catch (error) {
    return error instanceof Error && /^AccessDenied/.test(error.name) ? false : null;
  }
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
