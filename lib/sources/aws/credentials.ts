import { AssumeRoleCommand, STSClient, type STSClientConfig } from "@aws-sdk/client-sts";
import { fromIni, fromNodeProviderChain } from "@aws-sdk/credential-providers";
import type { Reading } from "../source";
import type { Access } from "./access";
import { refusalOf } from "./refusals";
import { countedIn } from "./sent";

/** Patience with a network and a service that are slow, not with one that is gone. */
export const TIMEOUTS = {
  connectionTimeout: 5_000,
  requestTimeout: 60_000,
  socketTimeout: 60_000,
  throwOnRequestTimeout: true,
};

type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string; expiration?: Date };
type Place = { region: string; endpoint?: string };

/** How a source signs in to AWS, and the client that it asks for a role. */
export function awsAccess(settings: Access, place: Place, { externalId, sent }: Pick<Reading, "externalId" | "sent">) {
  const own = ownCredentials(settings, place.region);
  const client = (credentials: STSClientConfig["credentials"] & object) =>
    countedIn(sent, new STSClient({ ...place, credentials, maxAttempts: 3, requestHandler: TIMEOUTS }));
  const sts = client(own);
  const credentials = settings.auth === "role" ? () => roleCredentials(sts, settings.roleArn, externalId) : own;
  const signedIn = client(credentials);
  return {
    credentials,
    /** Credentials of a role in another account, which the source's own credentials may assume. */
    credentialsOf: (roleArn: string) => () => roleCredentials(signedIn, roleArn, externalId),
    isRoleUnguarded: () => isRoleUnguarded(sts, settings),
    close: () => {
      for (const client of [sts, signedIn]) client.destroy();
    },
  };
}

function ownCredentials(settings: Access, region: string) {
  if (settings.auth === "keys") {
    const { accessKeyId = "", secretAccessKey = "", sessionToken } = settings;
    return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
  }
  const lookUp = { ignoreCache: true, clientConfig: { region } };
  if (settings.auth === "profile") return fromIni({ ...lookUp, profile: settings.profile ?? "default" });
  return fromNodeProviderChain({ ...lookUp, timeout: 1_000, maxRetries: 0 });
}

async function roleCredentials(sts: STSClient, roleArn: string | undefined, externalId: string): Promise<Credentials> {
  try {
    return await assumedRole(sts, roleArn, externalId);
  } catch (error) {
    throw refusalOf(error, "sts:AssumeRole", {});
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
async function isRoleUnguarded(sts: STSClient, settings: Access): Promise<boolean | null> {
  try {
    await assumedRole(sts, settings.roleArn);
    return true;
  } catch (error) {
    return error instanceof Error && /^AccessDenied/.test(error.name) ? false : null;
  }
}
