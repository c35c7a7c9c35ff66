import { DomainError, type RefusalCode } from "../../errors";
import { SourceRefusal } from "../refusal";

/** Services by the prefix of their IAM actions, as people call them. */
const services = {
  ce: "Cost Explorer",
  cloudwatch: "CloudWatch",
  "compute-optimizer": "Compute Optimizer",
  "cost-optimization-hub": "Cost Optimization Hub",
  ec2: "EC2",
  elasticloadbalancing: "Elastic Load Balancing",
  pricing: "the AWS price list",
  rds: "RDS",
  s3: "S3",
  sts: "AWS's sign-in service (STS)",
};

/** What was being asked when it failed: the IAM action of that request. */
export type Action = `${keyof typeof services}:${string}`;

export type Sentence = { code: RefusalCode; message: string; advice: string; passing: boolean };
export type Failure = { name: string; text: string; action: Action };
/** One sentence for each way AWS refuses, by the error's name: AWS answers with status 400 to nearly all. */
export type Sentences = Record<string, (failure: Failure) => Sentence>;

export const setUp = (message: string, advice: string): Sentence => ({
  code: "provider",
  message,
  advice,
  passing: false,
});
export const wait = (code: RefusalCode, message: string, advice: string): Sentence => ({
  code,
  message,
  advice,
  passing: true,
});

/** The service that was being asked, as people call it. */
function serviceOf({ action }: Failure): string {
  return services[action.split(":", 1)[0] as keyof typeof services];
}

const throttled = (failure: Failure) =>
  wait(
    "rate_limited",
    `AWS limits how fast ${serviceOf(failure)} may be asked, and went on refusing after several pauses.`,
    `Nothing is lost; the next sync tries again. If it repeats, another tool is probably asking ${serviceOf(failure)} at the same time.`,
  );

const keyUnknown = () =>
  setUp(
    "AWS does not know this access key.",
    "The key was deleted, is inactive, or belongs to another AWS partition. Enter a current one.",
  );

const expired = () =>
  setUp(
    "The temporary credentials have expired.",
    "Renew them where they come from (for a profile, aws sso login), or use a role so that they renew themselves.",
  );

const broken = () =>
  wait(
    "unavailable",
    "AWS had an internal error and went on having it after several tries.",
    "Nothing is lost; the next sync tries again.",
  );

const disconnected = (what: string) =>
  wait(
    "unavailable",
    what,
    "Check the network, the proxy and, if you set them, the AWS_ENDPOINT_URL variables of the machine that runs Outlay.",
  );

/** What every service of AWS may answer. */
const everywhere: Sentences = {
  ThrottlingException: throttled,
  Throttling: throttled,
  TooManyRequestsException: throttled,
  RequestLimitExceeded: throttled,
  SlowDown: throttled,
  AccessDeniedException: denied,
  AccessDenied: denied,
  UnauthorizedOperation: denied,
  UnauthorizedException: denied,
  ExpiredTokenException: expired,
  ExpiredToken: expired,
  TokenRefreshRequired: expired,
  RequestExpired: clockWrong,
  RequestTimeTooSkewed: clockWrong,
  UnrecognizedClientException: keyUnknown,
  InvalidClientTokenId: keyUnknown,
  InvalidAccessKeyId: keyUnknown,
  InvalidSignatureException: signatureWrong,
  SignatureDoesNotMatch: signatureWrong,
  IncompleteSignature: signatureWrong,
  IncompleteSignatureException: signatureWrong,
  MissingAuthenticationToken: () => noCredentials(),
  MissingAuthenticationTokenException: () => noCredentials(),
  RegionDisabledException: () =>
    setUp(
      "AWS's sign-in service (STS) is switched off in this region of the account.",
      "Switch it on under IAM, Account settings, Security Token Service.",
    ),
  InternalServerError: broken,
  InternalServerException: broken,
  InternalFailure: broken,
  InternalError: broken,
  ServiceUnavailable: broken,
  ServiceUnavailableException: broken,
  CredentialsProviderError: ({ text }) => noCredentials(text),
  TokenProviderError: () =>
    setUp("The AWS sign-in of this profile has run out.", "Run aws sso login on the machine that runs Outlay."),
  TimeoutError: () => disconnected("AWS did not answer in time."),
  SyntaxError: (failure) =>
    wait(
      "provider",
      `The answer was cut off or is not in ${serviceOf(failure)}'s format.`,
      "Nothing was imported from it; the next sync tries again. A proxy or a wrong AWS_ENDPOINT_URL can cause this.",
    ),
};

const connections: Record<string, (service: string) => string> = {
  ECONNREFUSED: (name) => `Nothing listens at the address of ${name}: the connection was refused.`,
  ENOTFOUND: (name) => `The address of ${name} cannot be found.`,
  EAI_AGAIN: (name) => `The address of ${name} cannot be looked up at the moment.`,
  ECONNRESET: (name) => `The connection to ${name} was cut.`,
  EPIPE: (name) => `The connection to ${name} was cut.`,
  ETIMEDOUT: (name) => `The connection to ${name} could not be made in time.`,
  EHOSTUNREACH: (name) => `There is no way to ${name} from this machine.`,
  ENETUNREACH: (name) => `There is no way to ${name} from this machine.`,
};

/** Says in one sentence why AWS could not be read; what is not AWS's or the network's doing stays as it is. */
export function refusalOf(error: unknown, action: Action, own: Sentences): unknown {
  if (!(error instanceof Error) || error instanceof DomainError || error.name === "AbortError") return error;
  const failure = { name: error.name, text: firstLine(error.message), action };
  const sentence = sentenceOf(error, failure, own);
  return sentence ? new SourceRefusal(sentence.code, sentence, { cause: error }) : error;
}

function sentenceOf(error: Error, failure: Failure, own: Sentences): Sentence | null {
  const service = serviceOf(failure);
  const connection = connections[codeOf(error)];
  if (connection) return disconnected(connection(service));
  const known = [own, everywhere].find((sentences) => Object.hasOwn(sentences, failure.name))?.[failure.name];
  if (known) return known(failure);
  if (/certificate|self.signed|CERT_/i.test(`${codeOf(error)} ${failure.text}`)) {
    return disconnected(`The certificate at the address of ${service} is not trusted.`);
  }
  const isAnswer = "$metadata" in error && "$fault" in error;
  return isAnswer ? setUp(`AWS refused with ${failure.name}: ${failure.text}`, "See AWS's words above.") : null;
}

function codeOf(error: Error): string {
  if ("code" in error && typeof error.code === "string") return error.code;
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return codeOf(error.errors[0]);
  return error.cause instanceof Error ? codeOf(error.cause) : "";
}

/** The IAM action that AWS says is missing; where it does not say, the one that was asked. */
export function missingPermission(text: string, action: Action): string {
  return /not authorized to perform:?\s+([\w-]+:\w+)/i.exec(text)?.[1] ?? action;
}

export function isDenied(error: unknown): boolean {
  return error instanceof Error && everywhere[error.name] === denied;
}

export function isThrottled(error: unknown): boolean {
  return error instanceof Error && everywhere[error.name] === throttled;
}

export function denied({ text, action }: Failure): Sentence {
  const missing = missingPermission(text, action);
  if (missing === "sts:AssumeRole") {
    return setUp(
      "The role could not be assumed: sts:AssumeRole was denied.",
      "Check the ARN, that the role's trust policy names the account that runs Outlay and this source's external id, and that the credentials of this machine may call sts:AssumeRole on it.",
    );
  }
  const byWhom = /service control policy/i.test(text)
    ? "A service control policy of the organisation denies it: ask its administrators."
    : /explicit deny/i.test(text)
      ? "A policy denies it explicitly; an added permission will not help until that is removed."
      : "Add it to the policy of the role or user; the policy Outlay needs is shown on the source's page.";
  return setUp(`The IAM permission ${missing} is missing.`, byWhom);
}

function signatureWrong({ text }: Failure): Sentence {
  if (/expired|not yet current/i.test(text)) return clockWrong();
  return setUp(
    "The secret access key does not belong to the access key id.",
    "Enter both again; a common cause is a character lost while copying.",
  );
}

function clockWrong(): Sentence {
  return setUp("The clock of this machine differs from AWS's by more than five minutes.", "Set the clock (NTP).");
}

function noCredentials(text = ""): Sentence {
  const profile = /profile[^[\]"'`]{0,20}[[\]"'`]?([\w.@-]+)?/i.exec(text);
  if (/sso|token is expired|aws sso login/i.test(text)) {
    return setUp("The AWS sign-in of this profile has run out.", "Run aws sso login on the machine that runs Outlay.");
  }
  if (profile && !/AWS_PROFILE/.test(text)) {
    return setUp(
      "This profile is not in the AWS configuration of the machine that runs Outlay, or it is incomplete.",
      "Look into ~/.aws/config and ~/.aws/credentials of the user that runs Outlay.",
    );
  }
  return setUp(
    "This machine has no AWS credentials.",
    "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or choose a profile, an access key or a role in this source's settings.",
  );
}

/** AWS's own words, short enough for a sentence. */
function firstLine(text: string): string {
  const line = text.split("\n", 1)[0] ?? "";
  return line.length > 300 ? `${line.slice(0, 297)}...` : line;
}
