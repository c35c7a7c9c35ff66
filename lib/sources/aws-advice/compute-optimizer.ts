import { ComputeOptimizerClient } from "@aws-sdk/client-compute-optimizer";
import { z } from "zod";
import type { AdvicePage, AdviceProblem, ProviderAdvice } from "../advice";
import { TIMEOUTS } from "../aws/credentials";
import { patiently } from "../aws/patience";
import { refusalOf } from "../aws/refusals";
import { countedIn } from "../aws/sent";
import { awsSignIn, type SignedIn } from "../aws-inventory/clients";
import { described } from "../aws-inventory/described";
import { accountsOf, regionsOf } from "../aws-inventory/places";
import { isRegionClosed } from "../aws-inventory/problems";
import { type Kind, kinds } from "./optimizer-kinds";
import { closed, type Enrolment, noData, partial, problemOf } from "./problems";
import type { AdviceReader, AdviceReading, AdviceSettings } from "./reader";
import { ledgerId } from "./told";

const source = "compute-optimizer";

const notEnrolled: Enrolment = {
  message: "This account is not opted in to Compute Optimizer.",
  step: "Open Compute Optimizer in the AWS console and opt in, in the management account for all member accounts at once. It is free; the first advice takes up to 24 hours and 30 hours of metrics.",
  names: /^OptInRequiredException$/,
  texts: /opt.?in|not registered/i,
};

const Page = z.looseObject({
  nextToken: z.string().nullish(),
  errors: z
    .array(z.object({ identifier: z.string().optional(), code: z.string().optional(), message: z.string().optional() }))
    .nullish(),
});

const PAGE = 100;

/** One account in one region; the management account asks for its members by their number. */
type Here = { client: ComputeOptimizerClient; account: string; isOwn: boolean; region: string; reading: AdviceReading };

async function* read(settings: AdviceSettings, reading: AdviceReading): AsyncGenerator<AdvicePage> {
  const signedIn = awsSignIn(settings, reading);
  try {
    const own = await signedIn.ownAccount();
    const regions = await regionsOf(own, { settings, reading, signedIn });
    for (const account of await accountsOf(signedIn, settings)) {
      yield* accountPages({ account, isOwn: account === own, regions }, { signedIn, reading });
    }
  } catch (error) {
    throw refusalOf(error, "compute-optimizer:GetEC2InstanceRecommendations", {});
  } finally {
    signedIn.close();
  }
}

type Account = { account: string; isOwn: boolean; regions: string[] };
type Asking = { signedIn: SignedIn; reading: AdviceReading };

/** What is not allowed in one region is not asked again in the next, and an account that is not opted in is left. */
async function* accountPages(of: Account, asking: Asking): AsyncGenerator<AdvicePage> {
  const { account } = of;
  let left = kinds;
  let found = 0;
  for (const region of of.regions) {
    for await (const { page, kind } of regionPages(of, region, { ...asking, left })) {
      found += page.advice.length + page.problems.length;
      yield page;
      if (page.problems.some(({ reason }) => reason === "not enrolled")) return;
      if (page.problems.some(({ reason }) => reason === "no permission")) left = left.filter((each) => each !== kind);
    }
  }
  if (found > 0) return;
  const message = `Compute Optimizer has no advice for account ${account}.`;
  const step = "Nothing is to be done; after opting in, the first advice takes up to 24 hours.";
  yield { source, region: null, advice: [], problems: [noData(source, message, step, { account })] };
}

async function* regionPages(
  { account, isOwn }: Account,
  region: string,
  { signedIn, reading, left }: Asking & { left: readonly Kind[] },
): AsyncGenerator<{ page: AdvicePage; kind: Kind }> {
  const options = { ...signedIn.placeOf(region), maxAttempts: 3, requestHandler: TIMEOUTS };
  const client = countedIn(reading.sent, new ComputeOptimizerClient(options));
  try {
    for (const kind of left) {
      const here = { client, account, isOwn, region, reading };
      for await (const page of kindPages(kind, here)) {
        yield { page, kind };
        if (page.problems.some(({ reason }) => reason === "refused")) return;
      }
    }
  } finally {
    client.destroy();
  }
}

async function* kindPages(kind: Kind, here: Here): AsyncGenerator<AdvicePage> {
  const { region } = here;
  try {
    let token: string | null = null;
    do {
      const page = await onePage(kind, here, token);
      yield { source, region, advice: page.advice, problems: page.problems };
      token = page.next;
    } while (token !== null);
  } catch (error) {
    const at = { account: here.account, region };
    const problem = isRegionClosed(error)
      ? closed(source, at)
      : problemOf(error, { source, action: kind.action, notEnrolled, at, about: kind.about });
    if (!problem) throw error;
    yield { source, region, advice: [], problems: [problem] };
  }
}

type Part = { advice: ProviderAdvice[]; problems: AdviceProblem[]; next: string | null };

/** An answer with status 200 may still say of single resources that it has nothing on them. */
async function onePage(
  kind: Kind,
  { client, account, isOwn, region, reading }: Here,
  token: string | null,
): Promise<Part> {
  const question = {
    maxResults: PAGE,
    ...(isOwn ? {} : { accountIds: [account] }),
    ...(token ? { nextToken: token } : {}),
  };
  const answer = await patiently(() => kind.ask(client, question, reading.signal), reading);
  const page = described(Page, answer, "advice");
  const entries = z.array(z.unknown()).default([]).parse(page[kind.list]);
  const advice = entries.flatMap((entry): ProviderAdvice[] => {
    const told = kind.read(entry);
    if (!told) return [];
    const id = [source, told.resource?.arn ?? told.account, told.action].join("/");
    return [{ ...told, source, id, currency: told.currency ?? "USD" }];
  });
  const problems = (page.errors ?? []).map(({ identifier, code, message }) =>
    partial(
      source,
      { account, region, resourceId: identifier ? ledgerId(identifier, identifier) : null },
      `Compute Optimizer left out ${identifier ?? "a resource"}: ${message ?? code ?? "it gave no reason"}`,
    ),
  );
  return { advice, problems, next: page.nextToken || null };
}

export const computeOptimizer: AdviceReader = {
  source,
  label: "AWS Compute Optimizer",
  requestPrice: "0",
  permissions: ["ec2:DescribeRegions", ...kinds.map(({ action }) => action)],
  read,
};
