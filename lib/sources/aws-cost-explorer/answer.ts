import type { CostExplorerClient, Expression, GroupDefinition } from "@aws-sdk/client-cost-explorer";
import { GetCostAndUsageCommand } from "@aws-sdk/client-cost-explorer";
import { z } from "zod";
import type { Day, Period } from "../../focus/period";
import { type CostsIn, costsOf, isSomething, isStated, METRICS } from "./costs";
import { unusable } from "./unusable";

const RESTARTS = 3;

const Amount = z.string().regex(/^-?\d{1,30}(\.\d{1,30})?([eE][+-]?\d{1,2})?$/);
const ByMetric = z.record(z.string(), z.object({ Amount, Unit: z.string() }));

const Page = z.object({
  NextPageToken: z.string().optional(),
  ResultsByTime: z.array(
    z.object({
      TimePeriod: z.object({ Start: z.iso.date(), End: z.iso.date() }),
      Estimated: z.boolean().default(false),
      Total: ByMetric.default({}),
      Groups: z.array(z.object({ Keys: z.array(z.string()).min(1), Metrics: ByMetric })).default([]),
    }),
  ),
  DimensionValueAttributes: z
    .array(z.object({ Value: z.string(), Attributes: z.object({ description: z.string().optional() }).default({}) }))
    .default([]),
});
type Page = z.output<typeof Page>;

export type Question = { period: Period; by: string[]; filter?: Expression; text: string };

export type Group = { keys: string[]; costs: CostsIn[] };
/** `costs` is the day's ungrouped total, nothing included; `stated` is false when AWS cannot give one, over several currencies. */
export type DayAnswer = { estimated: boolean; stated: boolean; costs: CostsIn[]; groups: Group[] };

/** All pages of one question: every day it tells about, and the names of accounts it mentions. */
export type Answer = { days: Map<Day, DayAnswer>; names: Map<string, string> };

type Asking = { costs: CostExplorerClient; signal: AbortSignal; onPage: (page: number) => void };

/** Reads an answer to its last page, from the start again when AWS says that its pages no longer fit together. */
export async function answerTo(question: Question, asking: Asking): Promise<Answer> {
  for (let restarts = 0; ; restarts++) {
    try {
      return await allPages(question, asking);
    } catch (error) {
      if (restarts === RESTARTS || !isWorthRestarting(error)) throw error;
    }
  }
}

function isWorthRestarting(error: unknown): boolean {
  return error instanceof Error && ["InvalidNextTokenException", "RequestChangedException"].includes(error.name);
}

async function allPages(question: Question, asking: Asking): Promise<Answer> {
  const answer: Answer = { days: new Map(), names: new Map() };
  const rows = new Set<string>();
  const tokens = new Set<string>();
  let token: string | undefined;
  do {
    asking.onPage(tokens.size + 1);
    const page = await onePage(question, token, asking);
    addPage(page, answer, question, rows);
    token = page.NextPageToken || undefined;
    if (token !== undefined && tokens.has(token)) throw unusable("it gave the same page mark twice");
    if (token !== undefined) tokens.add(token);
  } while (token !== undefined);
  return answer;
}

async function onePage({ period, by, filter }: Question, token: string | undefined, asking: Asking): Promise<Page> {
  const answer = await asking.costs.send(
    new GetCostAndUsageCommand({
      TimePeriod: { Start: period.from, End: period.to },
      Granularity: "DAILY",
      Metrics: METRICS,
      ...(by.length > 0 ? { GroupBy: by.map((Key): GroupDefinition => ({ Type: "DIMENSION", Key })) } : {}),
      ...(filter ? { Filter: filter } : {}),
      ...(token === undefined ? {} : { NextPageToken: token }),
    }),
    { abortSignal: asking.signal },
  );
  const page = Page.safeParse(answer);
  if (page.success) return page.data;
  const [issue] = page.error.issues;
  throw unusable(`${issue?.path.join(".") ?? "it"} is not as documented`, page.error);
}

function addPage(page: Page, answer: Answer, question: Question, rows: Set<string>): void {
  for (const { Value, Attributes } of page.DimensionValueAttributes) {
    const { description } = Attributes;
    if (description) answer.names.set(Value, description);
  }
  for (const result of page.ResultsByTime) addResult(result, answer, question, rows);
}

function addResult(result: Page["ResultsByTime"][number], { days }: Answer, question: Question, rows: Set<string>) {
  const { period, by } = question;
  const day = result.TimePeriod.Start;
  if (day < period.from || day >= period.to) throw unusable(`it tells about ${day}, which was not asked for`);
  const known = days.get(day);
  if (known && by.length === 0) throw unusable(`it tells the total of ${day} twice`);
  const stated = isStated(result.Total);
  const costs = by.length === 0 && stated && Object.keys(result.Total).length > 0 ? costsOf(result.Total) : [];
  const entry: DayAnswer = known ?? { estimated: false, stated, costs, groups: [] };
  entry.estimated ||= result.Estimated;
  for (const { Keys, Metrics } of result.Groups) {
    if (Keys.length !== by.length) throw unusable(`it grouped ${day} differently than asked`);
    const row = JSON.stringify([day, ...Keys]);
    if (rows.has(row)) throw unusable(`it tells ${Keys.join(", ")} of ${day} twice`);
    rows.add(row);
    entry.groups.push({ keys: Keys, costs: costsOf(Metrics).filter(isSomething) });
  }
  days.set(day, entry);
}
