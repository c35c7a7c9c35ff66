import { GetMetricDataCommand, type MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import { z } from "zod";
import { Money, plain } from "../../focus/money";
import { type Patience, patiently } from "../aws/patience";
import type { InventoryRequests } from "../inventory";
import { type MetricSeries, measuredIn, type Statistic } from "../metric-series";
import type { Here } from "./clients";
import { described } from "./described";
import type { Wanted } from "./metric-plan";

/** The look-back in whole hours: metrics of the running hour are not complete. */
export type Window = { from: Date; to: Date };

const HOUR = 3_600_000;
/** AWS takes so many queries a request and gives so many points in one answer. */
const QUERIES = 500;
const POINTS = 100_800;
/** Requests that are under way at once; AWS allows 50 a second. */
const AT_ONCE = 4;
/** AWS charges by the metric, up to five statistics of it in one request included. */
const DOLLARS_A_THOUSAND = "0.01";

const statisticNames: Record<Statistic, string> = {
  average: "Average",
  maximum: "Maximum",
  minimum: "Minimum",
  sum: "Sum",
};

const Answer = z.object({
  MetricDataResults: z
    .array(
      z.object({
        Id: z.string(),
        // Looked at point by point when they are put in their places: a hundred thousand of them come at once.
        Timestamps: z.custom<unknown[]>(Array.isArray).default([]),
        Values: z.custom<unknown[]>(Array.isArray).default([]),
      }),
    )
    .default([]),
  NextToken: z.string().nullish(),
});

export function windowOf(now: Date, lookBackDays: number): Window {
  const to = new Date(Math.floor(now.getTime() / HOUR) * HOUR);
  return { from: new Date(to.getTime() - lookBackDays * 24 * HOUR), to };
}

export function metricsCost(metrics: number): string {
  return plain(new Money(metrics).div(1000).times(DOLLARS_A_THOUSAND));
}

export type Measurable = { wanted: Wanted; createdAt: Date | null };

/** A series for each metric asked for, in their order, read in batches with few requests under way at once. */
export async function readMetrics(
  all: readonly Measurable[],
  window: Window,
  here: Here & Patience,
  asked: InventoryRequests,
): Promise<MetricSeries[]> {
  const series = all.map((each) => emptySeries(each, window));
  const batches = batchesOf(all, window);
  let next = 0;
  const work = async () => {
    for (let batch = batches[next++]; batch; batch = batches[next++]) {
      asked.metrics += batch.length;
      asked.metricsCost = metricsCost(asked.metrics);
      await readBatch(batch, { all, series, window, here });
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, batches.length) }, work));
  for (const each of series) each.present = measuredIn(each.points);
  return series;
}

/** Places of the metrics that are asked for together: all statistics of one metric in the same request. */
function batchesOf(all: readonly Measurable[], window: Window): number[][] {
  const most = Math.max(1, Math.min(QUERIES, Math.floor(POINTS / placesIn(window))));
  const batches: number[][] = [];
  let queries = most;
  for (const [place, { wanted }] of all.entries()) {
    if (queries + wanted.statistics.length > most) {
      batches.push([]);
      queries = 0;
    }
    batches.at(-1)?.push(place);
    queries += wanted.statistics.length;
  }
  return batches;
}

type Batch = { all: readonly Measurable[]; series: MetricSeries[]; window: Window; here: Here & Patience };

async function readBatch(batch: number[], { all, series, window, here }: Batch): Promise<void> {
  const queries = batch.flatMap((place) => queriesOf(all[place], place));
  let token: string | null = null;
  do {
    const command: GetMetricDataCommand = new GetMetricDataCommand({
      MetricDataQueries: queries,
      StartTime: window.from,
      EndTime: window.to,
      ScanBy: "TimestampAscending",
      MaxDatapoints: POINTS,
      ...(token ? { NextToken: token } : {}),
    });
    const answer: unknown = await patiently(() => here.metrics.send(command, { abortSignal: here.signal }), here);
    const page: z.output<typeof Answer> = described(Answer, answer, "metrics");
    for (const result of page.MetricDataResults) fill(result, series);
    token = page.NextToken || null;
  } while (token !== null);
}

function queriesOf(measurable: Measurable | undefined, place: number): MetricDataQuery[] {
  if (!measurable) return [];
  const { namespace: Namespace, name: MetricName, dimensions: Dimensions, statistics, period } = measurable.wanted;
  return statistics.map((statistic) => ({
    Id: `m${place}_${statistic}`,
    MetricStat: {
      Metric: { Namespace, MetricName, Dimensions },
      Period: period,
      Stat: statisticNames[statistic],
    },
  }));
}

function fill(
  { Id, Timestamps, Values }: z.output<typeof Answer>["MetricDataResults"][number],
  series: MetricSeries[],
): void {
  const [, place = "", statistic = ""] = /^m(\d+)_(\w+)$/.exec(Id) ?? [];
  const own = series[Number(place)];
  const points = own?.points[statistic as Statistic];
  if (!points) return;
  for (const [index, time] of Timestamps.entries()) {
    const value = Values[index];
    if (!(time instanceof Date) || typeof value !== "number") continue;
    const at = (time.getTime() - own.from.getTime()) / (own.period * 1000);
    if (Number.isInteger(at) && at >= 0 && at < points.length) points[at] = value;
  }
}

function emptySeries({ wanted, createdAt }: Measurable, window: Window): MetricSeries {
  const { unit, period, sample } = wanted;
  const from = new Date(Math.floor(window.from.getTime() / period / 1000) * period * 1000);
  const pointsSince = (time: Date) => Math.max(0, Math.floor((window.to.getTime() - time.getTime()) / period / 1000));
  const places = Math.ceil((window.to.getTime() - from.getTime()) / period / 1000);
  const expected = pointsSince(createdAt && createdAt > window.from ? createdAt : window.from);
  const points = Object.fromEntries(
    wanted.statistics.map((statistic) => [statistic, new Float32Array(places).fill(Number.NaN)]),
  );
  return { unit, from, period, ...(sample && { sample }), expected, present: 0, points };
}

function placesIn({ from, to }: Window): number {
  return Math.round((to.getTime() - from.getTime()) / HOUR);
}
