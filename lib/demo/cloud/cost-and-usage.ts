import { amountOf } from "../units";
import { invalidRequest } from "./aws-error";
import { type Bucket, bucketsOf } from "./buckets";
import {
  type CostMetric,
  CostRequest,
  type GroupDefinition,
  groupReaders,
  metricsOf,
  readRequest,
} from "./cost-request";
import { costSums, type Group, type Sum } from "./cost-sums";
import type { CloudEstate } from "./estate";
import { filterOf } from "./filter";
import { pageStart, pageToken, requestHash } from "./pages";

type Metrics = Record<string, { Amount: string; Unit: string }>;
type ResultByTime = {
  TimePeriod: { Start: string; End: string };
  Total: Metrics;
  Groups: { Keys: string[]; Metrics: Metrics }[];
  Estimated: boolean;
};
/** One line of the answer: a group, or a bucket that has none. Pages are cut between lines. */
type Line = { bucket: Bucket; group: Group | null };

/** GetCostAndUsage as AWS answers it. A page may end in the middle of a day; the next one goes on with that day. */
export function costAndUsage(estate: CloudEstate, body: unknown, pageSize: number): unknown {
  const request = readRequest(CostRequest, body);
  if (request.Granularity === "HOURLY") {
    throw invalidRequest("Hourly granularity is not enabled for this account. Enable it in Cost Explorer settings.");
  }
  const definitions = request.GroupBy ?? [];
  const metrics = metricsOf(request.Metrics);
  const hash = requestHash("GetCostAndUsage", body as Record<string, unknown>);
  const start = pageStart(request.NextPageToken, hash);
  const lines = linesAsked(estate, hash, () => {
    const buckets = bucketsOf(request.TimePeriod, request.Granularity, estate);
    const groupBy = groupReaders(definitions);
    const sums = costSums(estate, { buckets, metrics, matches: filterOf(request.Filter), groupBy });
    return sums.flatMap((groups, index) => linesOf(buckets[index], groups));
  });
  const page = lines.slice(start, start + pageSize);
  return {
    ...(definitions.length > 0 && { GroupDefinitions: definitions }),
    ...(start + pageSize < lines.length && { NextPageToken: pageToken(start + pageSize, hash) }),
    ResultsByTime: resultsByTime(page, metrics, definitions.length > 0),
    DimensionValueAttributes: attributes(estate, definitions, page),
  };
}

const lastAnswers = new WeakMap<CloudEstate, { hash: string; lines: Line[] }>();

/** The pages of one request are asked for one after the other: the answer is computed with the first. */
function linesAsked(estate: CloudEstate, hash: string, compute: () => Line[]): Line[] {
  const last = lastAnswers.get(estate);
  if (last?.hash === hash) return last.lines;
  const lines = compute();
  lastAnswers.set(estate, { hash, lines });
  return lines;
}

function linesOf(bucket: Bucket | undefined, groups: Group[]): Line[] {
  if (!bucket) return [];
  return groups.length > 0 ? groups.map((group) => ({ bucket, group })) : [{ bucket, group: null }];
}

function resultsByTime(lines: Line[], metrics: CostMetric[], grouped: boolean): ResultByTime[] {
  const results = new Map<string, ResultByTime>();
  for (const { bucket, group } of lines) {
    const result = results.get(bucket.from) ?? emptyResult(bucket);
    results.set(bucket.from, result);
    if (!grouped) result.Total = metricsAnswer(metrics, group?.sums);
    else if (group) result.Groups.push({ Keys: group.keys, Metrics: metricsAnswer(metrics, group.sums) });
  }
  return [...results.values()];
}

function emptyResult({ from, to, estimated }: Bucket): ResultByTime {
  return { TimePeriod: { Start: from, End: to }, Total: {}, Groups: [], Estimated: estimated };
}

function metricsAnswer(metrics: CostMetric[], sums: Sum[] | undefined): Metrics {
  return Object.fromEntries(
    metrics.map((metric, index) => {
      const { amount, unit } = sums?.[index] ?? { amount: 0n, unit: null };
      return [metric, { Amount: amountOf(amount), Unit: unit ?? (metric === "UsageQuantity" ? "N/A" : "USD") }];
    }),
  );
}

function attributes(estate: CloudEstate, definitions: GroupDefinition[], lines: Line[]): unknown[] {
  const place = definitions.findIndex(({ Key }) => Key === "LINKED_ACCOUNT");
  if (place < 0) return [];
  const shown = new Set(lines.map(({ group }) => group?.keys[place]));
  return estate.accounts
    .filter(({ id }) => shown.has(id))
    .map(({ id, name }) => ({ Value: id, Attributes: { description: name } }));
}
