import {
  CostOptimizationHubClient,
  GetPreferencesCommand,
  ListEnrollmentStatusesCommand,
  ListRecommendationsCommand,
} from "@aws-sdk/client-cost-optimization-hub";
import { z } from "zod";
import { type AdviceAction, type AdvicePage, type AdviceProblem, adviceActions, type ProviderAdvice } from "../advice";
import { awsAccess, TIMEOUTS } from "../aws/credentials";
import { patiently } from "../aws/patience";
import { isDenied, refusalOf } from "../aws/refusals";
import { countedIn } from "../aws/sent";
import { described } from "../aws-inventory/described";
import { homeRegions, partitionOf } from "../aws-inventory/settings";
import { type Enrolment, enrolmentProblem, noData, partial, problemOf } from "./problems";
import type { AdviceReader, AdviceReading, AdviceSettings } from "./reader";
import { Amount, effortOf, ledgerId, Tags, Time, Word } from "./told";

const source = "cost-optimization-hub";

const notEnrolled: Enrolment = {
  message: "This organisation is not enrolled in Cost Optimization Hub.",
  step: "In the management account open Billing and Cost Management, Cost Optimization Hub, and enable it, for all member accounts if you like. It is free; the first advice takes up to 24 hours.",
  names: /^OptInRequired/,
  texts: /not enrolled|enrollment|opt.?in/i,
};

const Item = z.object({
  recommendationId: z.string(),
  accountId: z.string(),
  region: Word,
  resourceId: Word,
  resourceArn: Word,
  actionType: z.string(),
  currentResourceType: Word,
  currentResourceSummary: Word,
  recommendedResourceType: Word,
  recommendedResourceSummary: Word,
  estimatedMonthlySavings: Amount,
  estimatedMonthlyCost: Amount,
  currencyCode: z.string().default("USD"),
  implementationEffort: Word,
  restartNeeded: z.boolean().nullish(),
  rollbackPossible: z.boolean().nullish(),
  lastRefreshTimestamp: Time,
  recommendationLookbackPeriodInDays: z.number().nullish(),
  source: Word,
  tags: Tags,
});

const Page = z.object({ items: z.array(z.unknown()).default([]), nextToken: z.string().nullish() });
const Statuses = z.object({ items: z.array(z.object({ status: z.string() })).default([]) });

const PAGE = 1000;

/** Reads the list that AWS has de-duplicated: the other one holds advice that excludes each other. */
async function* read(settings: AdviceSettings, reading: AdviceReading): AsyncGenerator<AdvicePage> {
  const place = {
    region: homeRegions[partitionOf(settings)],
    ...(reading.endpoint ? { endpoint: reading.endpoint } : {}),
  };
  const access = awsAccess(settings, place, reading);
  const { credentials } = access;
  const options = { ...place, credentials, maxAttempts: 3, requestHandler: TIMEOUTS };
  const hub = countedIn(reading.sent, new CostOptimizationHubClient(options));
  try {
    if (await isOff(hub, reading)) {
      yield { source, region: null, advice: [], problems: [enrolmentProblem({ source, notEnrolled })] };
      return;
    }
    yield* pages(hub, reading);
  } catch (error) {
    const problem = problemOf(error, { source, action: "cost-optimization-hub:ListRecommendations", notEnrolled });
    if (!problem) throw refusalOf(error, "cost-optimization-hub:ListRecommendations", {});
    yield { source, region: null, advice: [], problems: [problem] };
  } finally {
    hub.destroy();
    access.close();
  }
}

/** Whoever may read advice but not the enrolment learns of it from the list itself. */
async function isOff(hub: CostOptimizationHubClient, reading: AdviceReading): Promise<boolean> {
  try {
    const ask = () => hub.send(new ListEnrollmentStatusesCommand({}), { abortSignal: reading.signal });
    const { items } = described(Statuses, await patiently(ask, reading), "the enrolment");
    return items.length > 0 && items.every(({ status }) => status !== "Active");
  } catch (error) {
    if (isDenied(error)) return false;
    throw error;
  }
}

const Preferences = z.object({ savingsEstimationMode: z.enum(["BeforeDiscounts", "AfterDiscounts"]).optional() });

/** Which of the two savings the hub tells is a setting of the organisation; it tells those after discounts at first. */
async function isBeforeDiscounts(hub: CostOptimizationHubClient, reading: AdviceReading): Promise<boolean> {
  try {
    const ask = () => hub.send(new GetPreferencesCommand({}), { abortSignal: reading.signal });
    const { savingsEstimationMode } = described(Preferences, await patiently(ask, reading), "the preferences");
    return savingsEstimationMode === "BeforeDiscounts";
  } catch (error) {
    if (isDenied(error)) return false;
    throw error;
  }
}

async function* pages(hub: CostOptimizationHubClient, reading: AdviceReading): AsyncGenerator<AdvicePage> {
  const savingOf = (await isBeforeDiscounts(hub, reading)) ? beforeDiscounts : afterDiscounts;
  let token: string | null = null;
  let found = 0;
  do {
    const asked = new ListRecommendationsCommand({ maxResults: PAGE, ...(token ? { nextToken: token } : {}) });
    const answer: unknown = await patiently(() => hub.send(asked, { abortSignal: reading.signal }), reading);
    const page: z.output<typeof Page> = described(Page, answer, "advice");
    const items = page.items.map((item) => described(Item, item, "advice"));
    found += items.length;
    const advice = items.flatMap((item) => (isKnown(item) ? [adviceOf(item, savingOf)] : []));
    yield { source, region: null, advice, problems: items.filter((item) => !isKnown(item)).map(unknownAction) };
    token = page.nextToken || null;
  } while (token !== null);
  if (found > 0) return;
  const message = "Cost Optimization Hub has no advice at the moment.";
  const step = "Nothing is to be done; if it was enabled today, the first advice takes up to 24 hours.";
  yield { source, region: null, advice: [], problems: [noData(source, message, step)] };
}

type Item = z.output<typeof Item>;
type KnownItem = Item & { actionType: AdviceAction };

function isKnown(item: Item): item is KnownItem {
  return adviceActions.some((action) => action === item.actionType);
}

/** AWS adds kinds of advice from time to time: one that is new is left out by itself, and told. */
function unknownAction({
  actionType,
  accountId: account,
  region,
  resourceArn: arn,
  resourceId: id,
}: Item): AdviceProblem {
  const resource = ledgerId(arn, id);
  const message = `Cost Optimization Hub advises "${actionType}" for ${resource || "something"}, which this version of Outlay does not know: it is left out.`;
  return partial(source, { account, region, resourceId: resource || null }, message);
}

type SavingOf = (saving: string | null) => ProviderAdvice["saving"];
const beforeDiscounts: SavingOf = (saving) => ({ list: saving, afterDiscounts: null });
const afterDiscounts: SavingOf = (saving) => ({ list: null, afterDiscounts: saving });

function adviceOf(item: KnownItem, savingOf: SavingOf): ProviderAdvice {
  const { resourceArn: arn, resourceId, currentResourceType, actionType } = item;
  const isPurchase = actionType === "PurchaseSavingsPlans" || actionType === "PurchaseReservedInstances";
  return {
    id: `${source}/${item.recommendationId}`,
    source,
    account: item.accountId,
    region: item.region,
    resource: isPurchase
      ? null
      : { id: ledgerId(arn, resourceId), arn, name: item.tags.Name ?? null, type: currentResourceType ?? "Unknown" },
    action: actionType,
    current: item.currentResourceSummary ?? "",
    recommended: item.recommendedResourceSummary,
    currency: item.currencyCode,
    monthlyCost: item.estimatedMonthlyCost,
    saving: savingOf(item.estimatedMonthlySavings),
    effort: effortOf(item.implementationEffort),
    restartNeeded: item.restartNeeded ?? null,
    rollbackPossible: item.rollbackPossible ?? null,
    risk: null,
    lookBackDays: item.recommendationLookbackPeriodInDays ?? null,
    finding: null,
    reasons: item.source ? [`From ${item.source}`] : [],
    utilisation: [],
    refreshedAt: item.lastRefreshTimestamp,
    tags: item.tags,
    purchase: null,
  };
}

export const costOptimizationHub: AdviceReader = {
  source,
  label: "AWS Cost Optimization Hub",
  requestPrice: "0",
  permissions: [
    "cost-optimization-hub:GetPreferences",
    "cost-optimization-hub:ListEnrollmentStatuses",
    "cost-optimization-hub:ListRecommendations",
  ],
  read,
};
