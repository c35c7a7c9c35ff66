import { randomBytes } from "node:crypto";
import { AwsError } from "./aws-error";
import type { Caller, CloudAccess, IssuedSession } from "./credentials";
import { escaped } from "./xml";

export type StsWorld = {
  access: CloudAccess;
  sessions: Map<string, IssuedSession>;
  now: Date;
};

const SESSION_SECONDS = 3600;

/** The two calls of the Security Token Service that a reader of costs makes; answers are XML. */
export function answerSts(form: URLSearchParams, caller: Caller, world: StsWorld): string {
  const action = form.get("Action") ?? "";
  if (action === "GetCallerIdentity") return callerIdentity(caller);
  if (action === "AssumeRole") return assumedRole(form, caller, world);
  throw new AwsError("InvalidAction", `Could not find operation ${action} for version 2011-06-15`);
}

function callerIdentity({ arn, accessKeyId, account }: Caller): string {
  return answer(
    "GetCallerIdentity",
    `<Arn>${escaped(arn)}</Arn><UserId>${escaped(accessKeyId)}</UserId><Account>${account}</Account>`,
  );
}

function assumedRole(form: URLSearchParams, caller: Caller, world: StsWorld): string {
  const arn = form.get("RoleArn") ?? "";
  const session = form.get("RoleSessionName") ?? "";
  const [, account, role] = /^arn:aws:iam::(\d{12}):role\/(.+)$/.exec(arn) ?? [];
  if (!(account && role && session)) throw new AwsError("ValidationError", `${arn} is invalid`);
  requireTrust(arn, form.get("ExternalId"), caller, world.access);
  const accessKeyId = `ASIA${randomBytes(8).toString("hex").toUpperCase()}`;
  const issued = {
    secret: randomBytes(30).toString("base64"),
    token: randomBytes(64).toString("base64"),
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
  };
  world.sessions.set(accessKeyId, issued);
  const expires = new Date(world.now.getTime() + SESSION_SECONDS * 1000).toISOString();
  return answer(
    "AssumeRole",
    `<AssumedRoleUser><AssumedRoleId>${accessKeyId}:${escaped(session)}</AssumedRoleId><Arn>${escaped(issued.arn)}</Arn></AssumedRoleUser>` +
      `<Credentials><AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>${escaped(issued.secret)}</SecretAccessKey>` +
      `<SessionToken>${escaped(issued.token)}</SessionToken><Expiration>${expires}</Expiration></Credentials>`,
  );
}

/** A wrong external id reads the same as a role that does not trust us: AWS does not tell which. */
function requireTrust(arn: string, externalId: string | null, caller: Caller, { roles }: CloudAccess): void {
  if (!roles) return;
  const role = roles.find((each) => each.arn === arn);
  if (role && (role.externalId === null || role.externalId === externalId)) return;
  throw new AwsError(
    "AccessDenied",
    `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
    403,
  );
}

function answer(action: string, result: string): string {
  return (
    `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${result}</${action}Result>` +
    `<ResponseMetadata><RequestId>00000000-0000-4000-8000-000000000000</RequestId></ResponseMetadata></${action}Response>`
  );
}
