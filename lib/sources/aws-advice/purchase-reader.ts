import type { CostExplorerClient } from "@aws-sdk/client-cost-explorer";
import type { AdvicePage, AdviceSource, ProviderAdvice } from "../advice";
import type { Action } from "../aws/refusals";
import { answered, orNothing, REQUEST_PRICE, withCostExplorer } from "./cost-explorer";
import { asAwsTerms, carefulTerms, type Terms } from "./purchases";
import type { AdviceReader, AdviceReading } from "./reader";

/** What every question about a purchase asks with. */
export type Wording = ReturnType<typeof asAwsTerms> & { AccountScope: "PAYER"; NextPageToken?: string };
export type Question<Subject> = { subject: Subject; terms: Terms };

/** One operation that advises purchases: what it is asked about, and how its answer is read. */
type Kind<Subject> = {
  source: AdviceSource;
  label: string;
  action: Action;
  /** Each is a question of its own. */
  subjects: readonly Subject[];
  ask: (costs: CostExplorerClient, subject: Subject, wording: Wording, signal: AbortSignal) => Promise<unknown>;
  read: (answer: unknown) => { details: unknown[]; next: string | null };
  adviceOf: (detail: unknown, question: Question<Subject>) => ProviderAdvice;
  /** Where AWS has nothing to say. */
  nothing: string;
};

export function purchaseReader<Subject>(kind: Kind<Subject>): AdviceReader {
  const { source, label, action, nothing } = kind;
  return {
    source,
    label,
    requestPrice: REQUEST_PRICE,
    permissions: [action],
    read: (settings, reading) =>
      withCostExplorer(settings, reading, (costs) => orNothing(source, questions(kind, costs, reading), nothing)),
  };
}

async function* questions<Subject>(
  kind: Kind<Subject>,
  costs: CostExplorerClient,
  reading: AdviceReading,
): AsyncGenerator<AdvicePage> {
  for (const subject of kind.subjects) {
    for (const terms of carefulTerms) yield* answered(kind, pages(kind, { subject, terms }, { costs, reading }));
  }
}

async function* pages<Subject>(
  { source, ask, read, adviceOf }: Kind<Subject>,
  question: Question<Subject>,
  { costs, reading }: { costs: CostExplorerClient; reading: AdviceReading },
): AsyncGenerator<AdvicePage> {
  let token: string | null = null;
  do {
    const wording: Wording = {
      AccountScope: "PAYER",
      ...asAwsTerms(question.terms),
      ...(token ? { NextPageToken: token } : {}),
    };
    const { details, next } = read(await ask(costs, question.subject, wording, reading.signal));
    yield { source, region: null, advice: details.map((each) => adviceOf(each, question)), problems: [] };
    token = next;
  } while (token !== null);
}
