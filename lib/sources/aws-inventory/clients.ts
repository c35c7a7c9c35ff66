import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { RDSClient } from "@aws-sdk/client-rds";
import { S3Client } from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { awsAccess, TIMEOUTS } from "../aws/credentials";
import { isImitated } from "../aws/imitated";
import type { Patience } from "../aws/patience";
import { isDenied, refusalOf } from "../aws/refusals";
import { countedIn, noneSent, type Sent } from "../aws/sent";
import type { InventoryRequests } from "../inventory";
import { SourceRefusal } from "../refusal";
import type { Reading } from "../source";
import { homeRegions, type InventorySettings, partitionOf } from "./settings";

export type InventoryReading = Pick<Reading, "now" | "externalId" | "endpoint" | "progress" | "signal" | "sent"> &
  Patience;
type SigningIn = Pick<Reading, "externalId" | "endpoint" | "signal" | "sent">;

/** The clients of one account in one region. */
export type Here = {
  account: string;
  region: string;
  partition: string;
  ec2: EC2Client;
  rds: RDSClient;
  balancers: ElasticLoadBalancingV2Client;
  metrics: CloudWatchClient;
  s3: S3Client;
  signal: AbortSignal;
};

/** Of the SDK; after them we wait longer ourselves. */
const ATTEMPTS = 3;

/** Everything that one run signs in to. Each attempt of each request is counted. */
export function awsSignIn(settings: InventorySettings, reading: SigningIn) {
  const partition = partitionOf(settings);
  const endpoint = reading.endpoint ? { endpoint: reading.endpoint } : {};
  const home = { region: homeRegions[partition], ...endpoint };
  const sent = reading.sent ?? noneSent();
  const access = awsAccess(settings, home, { ...reading, sent });
  const asked: InventoryRequests = {
    get requests() {
      return sent.requests;
    },
    metrics: 0,
    metricsCost: "0",
  };
  const own = once(() => ownAccount({ ...home, credentials: access.credentials }, sent));
  const roleIn = (account: string) =>
    access.credentialsOf(`arn:${partition}:iam::${account}:role/${settings.memberRole}`);
  const credentialsOf = async (account: string) => (account === (await own()) ? access.credentials : roleIn(account));
  return {
    asked,
    sent,
    ownAccount: own,
    /** How the credentials of the source itself ask a service in a region. */
    placeOf: (region: string) => ({ region, ...endpoint, credentials: access.credentials }),
    /** Why a member account does not let us in; null when it does. */
    closedDoor: async (account: string): Promise<SourceRefusal | null> => {
      if (account === (await own())) return null;
      try {
        await roleIn(account)();
        return null;
      } catch (error) {
        if (error instanceof SourceRefusal && isDenied(error.cause)) return error;
        throw error;
      }
    },
    enter: async (account: string, region: string): Promise<Here & { close: () => void }> => {
      const options = {
        region,
        ...endpoint,
        credentials: await credentialsOf(account),
        maxAttempts: ATTEMPTS,
        retryMode: "adaptive",
        requestHandler: TIMEOUTS,
      };
      const clients = {
        ec2: new EC2Client(options),
        rds: new RDSClient(options),
        balancers: new ElasticLoadBalancingV2Client(options),
        metrics: new CloudWatchClient(options),
        s3: new S3Client({ ...options, forcePathStyle: isImitated(reading) }),
      };
      for (const client of Object.values(clients)) countedIn(sent, client);
      const close = () => {
        for (const client of Object.values(clients)) client.destroy();
      };
      return { account, region, partition, ...clients, signal: reading.signal, close };
    },
    close: access.close,
  };
}
export type SignedIn = ReturnType<typeof awsSignIn>;

async function ownAccount(options: ConstructorParameters<typeof STSClient>[0] & object, sent: Sent): Promise<string> {
  const sts = countedIn(sent, new STSClient({ ...options, maxAttempts: ATTEMPTS, requestHandler: TIMEOUTS }));
  try {
    const { Account = "" } = await sts.send(new GetCallerIdentityCommand({}));
    return Account;
  } catch (error) {
    throw refusalOf(error, "sts:GetCallerIdentity", {});
  } finally {
    sts.destroy();
  }
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | null = null;
  return () => {
    asked ??= ask();
    return asked;
  };
}
