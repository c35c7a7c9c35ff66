import { createHash, createHmac } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { AwsError } from "./aws-error";

/** Who may call: long-lived keys with their secrets, and roles that may be assumed. */
export type CloudAccess = {
  /** Secret by access key id. Left out, every key is accepted and no signature is computed. */
  keys?: Record<string, string>;
  /** Left out, any role may be assumed. */
  roles?: { arn: string; externalId: string | null }[];
};

export type Caller = {
  arn: string;
  accessKeyId: string;
  /** The account that the caller belongs to, and the region that the request was signed for. */
  account: string;
  region: string;
};
export type IssuedSession = { secret: string; token: string; arn: string };
export type Signed = { method: string; path: string; search: string; headers: IncomingHttpHeaders; body: string };

/** Who signed the request; refuses strangers in AWS's words. */
export function callerOf(
  request: Signed,
  access: CloudAccess,
  sessions: ReadonlyMap<string, IssuedSession>,
  account: string,
): Caller {
  const signature = readSignature(request.headers.authorization);
  const { accessKeyId } = signature;
  const region = signature.scope.split("/")[1] ?? "";
  const session = sessions.get(accessKeyId);
  if (session) {
    if (request.headers["x-amz-security-token"] !== session.token) throw unknownKey();
    requireSignature(request, signature, session.secret);
    return { arn: session.arn, accessKeyId, account: session.arn.split(":")[4] ?? account, region };
  }
  if (access.keys) {
    const secret = access.keys[accessKeyId];
    if (secret === undefined) throw unknownKey();
    requireSignature(request, signature, secret);
  }
  return { arn: `arn:aws:iam::${account}:user/outlay`, accessKeyId, account, region };
}

type Signature = { accessKeyId: string; scope: string; signedHeaders: string[]; signature: string };

function readSignature(header: string | undefined): Signature {
  if (!header) throw new AwsError("MissingAuthenticationTokenException", "Missing Authentication Token");
  const pattern = /^AWS4-HMAC-SHA256 Credential=([^/,]+)\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
  const [, accessKeyId, scope, signedHeaders, signature] = pattern.exec(header) ?? [];
  if (!(accessKeyId && scope && signedHeaders && signature)) {
    throw new AwsError(
      "IncompleteSignatureException",
      "Authorization header is not a complete AWS Signature Version 4.",
    );
  }
  return { accessKeyId, scope, signedHeaders: signedHeaders.split(";"), signature };
}

function requireSignature(request: Signed, { scope, signedHeaders, signature }: Signature, secret: string): void {
  const canonical = [
    request.method,
    request.path,
    request.search
      .split("&")
      .map((part) => (part === "" || part.includes("=") ? part : `${part}=`))
      .sort()
      .join("&"),
    ...signedHeaders.map(
      (name) =>
        `${name}:${String(request.headers[name] ?? "")
          .trim()
          .replaceAll(/ +/g, " ")}`,
    ),
    "",
    signedHeaders.join(";"),
    // S3 signs a hash that it states itself.
    request.headers["x-amz-content-sha256"] ?? sha256(request.body),
  ].join("\n");
  const text = ["AWS4-HMAC-SHA256", request.headers["x-amz-date"] ?? "", scope, sha256(canonical)].join("\n");
  let key: string | Buffer = `AWS4${secret}`;
  for (const part of scope.split("/")) key = createHmac("sha256", key).update(part).digest();
  if (createHmac("sha256", key).update(text).digest("hex") === signature) return;
  throw new AwsError(
    "InvalidSignatureException",
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
  );
}

function unknownKey(): AwsError {
  return new AwsError("UnrecognizedClientException", "The security token included in the request is invalid.");
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
