import {
  type Action,
  denied,
  type Failure,
  refusalOf as refusalOfAws,
  type Sentence,
  type Sentences,
  setUp,
  wait,
} from "../aws/refusals";

/** How Cost Explorer refuses, beside what every service of AWS may answer. */
const sentences: Sentences = {
  LimitExceededException: () =>
    wait(
      "rate_limited",
      "AWS limits how fast Cost Explorer may be asked, and went on refusing after several pauses.",
      "Nothing is lost; the next sync tries again. If it repeats, another tool is probably asking Cost Explorer at the same time.",
    ),
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
  AccessDeniedException: deniedOrOff,
  AccessDenied: deniedOrOff,
  UnauthorizedException: deniedOrOff,
  OptInRequired: notEnabled,
  SubscriptionRequiredException: notEnabled,
  UnknownOperationException: () =>
    setUp(
      "What answers at the Cost Explorer address does not know this question.",
      "AWS_ENDPOINT_URL or AWS_ENDPOINT_URL_COST_EXPLORER probably points at another service.",
    ),
};

/** Says in one sentence why Cost Explorer could not be read. */
export function refusalOf(error: unknown, action: Action): unknown {
  return refusalOfAws(error, action, sentences);
}

function deniedOrOff(failure: Failure): Sentence {
  const isOff = /not enabled for cost explorer|not subscribed|is not enabled/i.test(failure.text);
  return isOff ? notEnabled() : denied(failure);
}

function notEnabled(): Sentence {
  return setUp(
    "Cost Explorer is not switched on for this account, or IAM access to billing is off.",
    "As the account's owner open Cost Explorer once in the AWS console, and under Account switch on IAM access to billing. Data appears within 24 hours.",
  );
}
