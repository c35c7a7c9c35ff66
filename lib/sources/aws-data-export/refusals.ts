import {
  type Action,
  denied,
  type Failure,
  refusalOf,
  type Sentence,
  type Sentences,
  setUp,
  wait,
} from "../aws/refusals";
import type { Settings } from "./settings";

type Saying = (failure: Failure, settings: Settings) => Sentence;

const kmsKey = (state: string) => () =>
  setUp(
    `The export is encrypted with a KMS key that is ${state}.`,
    "Restore the key in the AWS console, or let the export write with another one.",
  );

const elsewhere: Saying = (_failure, { bucket, region }) =>
  setUp(`The bucket ${bucket} is not in ${region}.`, "Enter the region that the S3 console shows beside the bucket.");

/** How S3 refuses, beside what every service of AWS may answer. */
const sentences: Record<string, Saying> = {
  NoSuchBucket: (_failure, { bucket }) =>
    setUp(
      `There is no bucket called ${bucket}.`,
      "Copy its name from the S3 path of the export, under Billing and Cost Management, Data Exports.",
    ),
  PermanentRedirect: elsewhere,
  AuthorizationHeaderMalformed: elsewhere,
  IllegalLocationConstraintException: elsewhere,
  TemporaryRedirect: elsewhere,
  NoSuchKey: changed,
  PreconditionFailed: changed,
  InvalidRange: changed,
  InvalidObjectState: (_failure, { prefix }) =>
    setUp(
      "Files of the export were moved to an archive storage class, from which they cannot be read.",
      `Exclude ${prefix ?? "the export"} from the lifecycle rule of the bucket, or restore the files.`,
    ),
  AllAccessDisabled: (_failure, { bucket }) =>
    setUp(`AWS has switched off all access to the bucket ${bucket}.`, "Ask AWS Support for the reason."),
  AccountProblem: () => setUp("AWS has suspended the account of the bucket.", "Ask AWS Support for the reason."),
  "KMS.DisabledException": kmsKey("disabled"),
  "KMS.NotFoundException": kmsKey("gone"),
  "KMS.KMSInvalidStateException": kmsKey("pending deletion"),
  AccessDenied: deniedOrEncrypted,
  AccessDeniedException: deniedOrEncrypted,
  Forbidden: deniedOrEncrypted,
  // An answer without a body has only its status for a name.
  "403": deniedOrEncrypted,
  "503": () => wait("unavailable", "S3 was not available several times in a row.", "The next sync tries again."),
};

/** Says in one sentence why the bucket could not be read. */
export function bucketRefusal(error: unknown, action: Action, settings: Settings): unknown {
  const own = Object.entries(sentences).map(([name, say]) => [name, (failure: Failure) => say(failure, settings)]);
  return refusalOf(error, action, Object.fromEntries(own) as Sentences);
}

function changed(): Sentence {
  return wait(
    "provider",
    "The export was written again while it was being read.",
    "Nothing was imported from the mixture; the next sync reads the new one.",
  );
}

/** Who may read an object and not use its key is told of the missing permission on the object: the text names the key. */
function deniedOrEncrypted(failure: Failure): Sentence {
  if (/kms:Decrypt|KMS/i.test(failure.text)) {
    return setUp(
      "The IAM permission kms:Decrypt is missing: the export is encrypted with a KMS key that Outlay may not use.",
      "Add kms:Decrypt on that key to the policy of the role or user, and name the role in the key's own policy.",
    );
  }
  const sentence = denied(failure);
  if (failure.action !== "s3:GetObject" || /not authorized to perform/i.test(failure.text)) return sentence;
  return {
    ...sentence,
    advice: `${sentence.advice} If the bucket is encrypted with a KMS key, kms:Decrypt on it is needed too.`,
  };
}
