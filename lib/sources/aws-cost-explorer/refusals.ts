import { DomainError, type RefusalCode } from "../../errors";
import { SourceRefusal } from "../refusal";

/** What was being asked when it failed: the IAM action of that request. */
export type Action = "ce:GetCostAndUsage" | "sts:AssumeRole" | "sts:GetCallerIdentity";

type Sentence = { code: RefusalCode; message: string; advice: string; passing: boolean };
type Failure = { name: string; text: string; action: Action };

const setUp = (message: string, advice: string): Sentence => ({ code: "provider", message, advice, passing: false });
const wait = (code: RefusalCode, message: string, advice: string): Sentence => ({
  code,
  message,
  advice,
  passing: true,
});

const throttled = () =>
  wait(
    "rate_limited",
    "AWS limits how fast Cost Explorer may be asked, and went on refusing after several pauses.",
    "Nothing is lost; the next sync tries again. If it repeats, another tool is probably asking Cost Explorer at the same time.",
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

/** One sentence for each way AWS refuses. By the error's name, never by the status: AWS answers 400 to nearly all. */
const sentences: Record<string, (failure: Failure) => Sentence> = {
  LimitExceededException: throttled,
  ThrottlingException: throttled,
  Throttling: throttled,
  TooManyRequestsException: throttled,
  RequestLimitExceeded: throttled,
  DataUnavailableException: () =>
    wait(
      "provider",
      "AWS has not prepared the cost data of this account yet.",
      "A new account, or one where Cost Explorer was just switched on, needs up to 24 hours. What was imported before is kept.",
    ),
  BillExpirationException: () =>
    setUp(
      "AWS no longer keeps the requested months.",
      "Cost Explorer holds the current month and the 13 before it. Older months come from a billing export.",
    ),
  InvalidNextTokenException: () =>
    wait(
      "provider",
      "Cost Explorer refused its own page mark several times, so its answer could not be read to the end.",
      "Nothing was imported from the incomplete answer; the next sync tries again.",
    ),
  RequestChangedException: () =>
    wait(
      "provider",
      "Cost Explorer's data changed while its pages were being read, several times in a row.",
      "AWS was probably refreshing the bill. Nothing was imported from the mixed answer; the next sync tries again.",
    ),
  ResourceNotFoundException: () =>
    setUp(
      "AWS does not find the billing view that was asked for.",
      "It was removed, or these credentials belong to another organisation.",
    ),
  BillingViewHealthStatusException: () =>
    wait(
      "provider",
      "The billing view of this account is not healthy at the moment.",
      "AWS repairs it by itself or shows the reason under Billing and Cost Management, Billing View.",
    ),
  ValidationException: ({ text }) =>
    setUp(
      `Cost Explorer refused the question as not valid: ${text}`,
      "If the billing account id, partition or detail of this source is unusual, change it; otherwise please report this sentence.",
    ),
  AccessDeniedException: denied,
  AccessDenied: denied,
  UnauthorizedOperation: denied,
  UnauthorizedException: denied,
  OptInRequired: notEnabled,
  SubscriptionRequiredException: notEnabled,
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
  UnknownOperationException: () =>
    setUp(
      "What answers at the Cost Explorer address does not know this question.",
      "AWS_ENDPOINT_URL or AWS_ENDPOINT_URL_COST_EXPLORER probably points at another service.",
    ),
  CredentialsProviderError: ({ text }) => noCredentials(text),
  TokenProviderError: () =>
    setUp("The AWS sign-in of this profile has run out.", "Run aws sso login on the machine that runs Outlay."),
  TimeoutError: () => disconnected("AWS did not answer in time."),
  SyntaxError: () =>
    wait(
      "provider",
      "The answer was cut off or is not in Cost Explorer's format.",
      "Nothing was imported from it; the next sync tries again. A proxy or a wrong AWS_ENDPOINT_URL can cause this.",
    ),
};

const connections: Record<string, string> = {
  ECONNREFUSED: "Nothing listens at the address of Cost Explorer: the connection was refused.",
  ENOTFOUND: "The address of Cost Explorer cannot be found.",
  EAI_AGAIN: "The address of Cost Explorer cannot be looked up at the moment.",
  ECONNRESET: "The connection to Cost Explorer was cut.",
  EPIPE: "The connection to Cost Explorer was cut.",
  ETIMEDOUT: "The connection to Cost Explorer could not be made in time.",
  EHOSTUNREACH: "There is no way to Cost Explorer from this machine.",
  ENETUNREACH: "There is no way to Cost Explorer from this machine.",
};

/** Says in one sentence why AWS could not be read; what is not AWS's or the network's doing stays as it is. */
export function refusalOf(error: unknown, action: Action): unknown {
  if (!(error instanceof Error) || error instanceof DomainError || error.name === "AbortError") return error;
  const failure = { name: error.name, text: firstLine(error.message), action };
  const sentence = sentenceOf(error, failure);
  return sentence ? new SourceRefusal(sentence.code, sentence, { cause: error }) : error;
}

function sentenceOf(error: Error, failure: Failure): Sentence | null {
  const connection = connections[codeOf(error)];
  if (connection) return disconnected(connection);
  const known = Object.hasOwn(sentences, failure.name) ? sentences[failure.name] : undefined;
  if (known) return known(failure);
  if (/certificate|self.signed|CERT_/i.test(`${codeOf(error)} ${failure.text}`)) {
    return disconnected("The certificate at the address of Cost Explorer is not trusted.");
  }
  const isAnswer = "$metadata" in error && "$fault" in error;
  return isAnswer ? setUp(`AWS refused with ${failure.name}: ${failure.text}`, "See AWS's words above.") : null;
}

function codeOf(error: Error): string {
  if ("code" in error && typeof error.code === "string") return error.code;
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return codeOf(error.errors[0]);
  return error.cause instanceof Error ? codeOf(error.cause) : "";
}

function denied({ text, action }: Failure): Sentence {
  if (/not enabled for cost explorer|not subscribed|is not enabled/i.test(text)) return notEnabled();
  const missing = /not authorized to perform:?\s+([\w-]+:\w+)/i.exec(text)?.[1] ?? action;
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

function notEnabled(): Sentence {
  return setUp(
    "Cost Explorer is not switched on for this account, or IAM access to billing is off.",
    "As the account's owner open Cost Explorer once in the AWS console, and under Account switch on IAM access to billing. Data appears within 24 hours.",
  );
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
