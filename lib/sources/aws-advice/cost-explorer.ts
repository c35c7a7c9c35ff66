import type { CostExplorerClient } from "@aws-sdk/client-cost-explorer";
import { z } from "zod";
import type { AdvicePage, AdviceSource } from "../advice";
import { costExplorerClient, costExplorerHomes } from "../aws/cost-explorer-client";
import { awsAccess } from "../aws/credentials";
import { type Action, refusalOf } from "../aws/refusals";
import { partitionOf } from "../aws-inventory/settings";
import { type Enrolment, noData, problemOf } from "./problems";
import type { AdviceReading, AdviceSettings } from "./reader";

/** What every request to Cost Explorer costs, in dollars. */
export const REQUEST_PRICE = "0.01";

export const notSwitchedOn: Enrolment = {
  message: "Cost Explorer, or its advice, is not switched on for this account.",
  step: "In the management account open Cost Explorer, Preferences, and switch on Cost Explorer and its rightsizing recommendations. They appear within 24 hours.",
  names: /^(OptInRequired|SubscriptionRequiredException)/,
  texts: /opt.?(ed)?.?in|not enabled|not subscribed/i,
};

/** Asks Cost Explorer for as long as it takes, metered, and signs out afterwards. */
export async function* withCostExplorer<T>(
  settings: AdviceSettings,
  reading: AdviceReading,
  ask: (costs: CostExplorerClient) => AsyncGenerator<T>,
): AsyncGenerator<T> {
  const place = {
    region: costExplorerHomes[partitionOf(settings)],
    ...(reading.endpoint ? { endpoint: reading.endpoint } : {}),
  };
  const access = awsAccess(settings, place, reading);
  const { costs } = costExplorerClient({ ...place, credentials: access.credentials }, reading);
  try {
    yield* ask(costs);
  } finally {
    costs.destroy();
    access.close();
  }
}

export type Source = { source: AdviceSource; action: Action };

/** Yields the pages of one question; a refusal of it becomes a problem in words, and the next question goes on. */
export async function* answered(
  { source, action }: Source,
  pages: AsyncGenerator<AdvicePage>,
): AsyncGenerator<AdvicePage> {
  try {
    yield* pages;
  } catch (error) {
    const problem = problemOf(error, { source, action, notEnrolled: notSwitchedOn });
    if (!problem) throw refusalOf(error, action, {});
    yield { source, region: null, advice: [], problems: [problem] };
  }
}

/** Says so where a source answered well and had nothing to say. */
export async function* orNothing(
  source: AdviceSource,
  pages: AsyncGenerator<AdvicePage>,
  message: string,
): AsyncGenerator<AdvicePage> {
  let found = 0;
  for await (const page of pages) {
    found += page.advice.length + page.problems.length;
    yield page;
  }
  const step = "Nothing is to be done; a new account needs up to 24 hours before AWS can tell.";
  if (found === 0) yield { source, region: null, advice: [], problems: [noData(source, message, step)] };
}

export const NextPage = z.object({ NextPageToken: z.string().nullish() });
