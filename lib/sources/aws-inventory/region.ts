import { patiently } from "../aws/patience";
import type { InventoryPage, InventoryProblem, Resource } from "../inventory";
import type { MetricSeries } from "../metric-series";
import { addresses } from "./addresses";
import { buckets } from "./buckets";
import type { Here, InventoryReading, SignedIn } from "./clients";
import { databases } from "./databases";
import { instances } from "./instances";
import type { Facts, Listed, Lister } from "./lister";
import { loadBalancers } from "./load-balancers";
import { memoryMetrics } from "./memory-metrics";
import { type MemoryMetrics, type Wanted, wantedOf } from "./metric-plan";
import { metricsCost, readMetrics, windowOf } from "./metrics";
import { natGateways } from "./nat-gateways";
import { closedRegion, disappeared, isRegionClosed, isTokenStale, problemOf } from "./problems";
import type { InventorySettings } from "./settings";
import { snapshots } from "./snapshots";
import { volumes } from "./volumes";

/** In the order in which they are read; a mark names the step that comes next. */
const listers: readonly Lister[] = [
  instances,
  volumes,
  databases,
  loadBalancers,
  natGateways,
  addresses,
  snapshots,
  buckets,
];
const END = "end";

/** `lists` asks for no metric, costs nothing, and says what the metrics would cost. */
export type Depth = "lists" | "lists and metrics";

export type Run = { settings: InventorySettings; reading: InventoryReading; signedIn: SignedIn; depth: Depth };
/** Where a region is entered: at its start, or where a mark left it. */
export type Place = { account: string; region: string; step: string | null; token: string | null };

type Inside = { here: Here; run: Run; memory: MemoryMetrics; canMeasure: boolean };

export async function* regionPages(place: Place, run: Run): AsyncGenerator<InventoryPage> {
  const due = listersFrom(place.step);
  if (due.length === 0) return;
  const here = await run.signedIn.enter(place.account, place.region);
  try {
    yield* openRegion(due, here, { token: place.token, run });
  } catch (error) {
    if (!isRegionClosed(error)) throw error;
    yield pageOf([], [closedRegion(place)], { here, run }, { step: END, token: null });
  } finally {
    here.close();
  }
}

function listersFrom(step: string | null): readonly Lister[] {
  if (step === END) return [];
  return listers.slice(
    Math.max(
      0,
      listers.findIndex((each) => each.step === step),
    ),
  );
}

async function* openRegion(
  due: readonly Lister[],
  here: Here,
  { token, run }: { token: string | null; run: Run },
): AsyncGenerator<InventoryPage> {
  const { memory, problem } = await memoryOf(here, run);
  if (problem) yield pageOf([], [problem], { here, run }, { step: due[0]?.step ?? END, token });
  const inside = { here, run, memory, canMeasure: problem === null };
  for (const [index, lister] of due.entries()) {
    const following = due[index + 1]?.step ?? END;
    yield* listerPages(lister, inside, { token: index === 0 ? token : null, following });
  }
}

/** Metrics are asked for in one permission; where it is missing, the lists are still worth having. */
async function memoryOf(
  here: Here,
  { reading }: Run,
): Promise<{ memory: MemoryMetrics; problem: InventoryProblem | null }> {
  try {
    return { memory: await patiently(() => memoryMetrics(here), reading), problem: null };
  } catch (error) {
    const problem = problemOf(error, here, { what: "metrics", action: "cloudwatch:ListMetrics" });
    if (!problem) throw error;
    return { memory: new Map(), problem };
  }
}

async function* listerPages(
  lister: Lister,
  inside: Inside,
  from: { token: string | null; following: string },
): AsyncGenerator<InventoryPage> {
  const seen = new Set<string>();
  const after = { step: from.following, token: null };
  try {
    let token = from.token;
    do {
      const listed = await onePage(lister, inside, token);
      for (const { id } of listed.resources) seen.add(id);
      token = listed.next;
      const { resources, problems } = await measured(listed, inside);
      yield pageOf(resources, problems, inside, token === null ? after : { step: lister.step, token });
    } while (token !== null);
    const gone = await disappearedSince(seen, lister, inside);
    if (gone.length > 0) yield pageOf([], gone, inside, after);
  } catch (error) {
    const problem = problemOf(error, inside.here, { what: lister.what, action: lister.permission });
    if (!problem) throw error;
    yield pageOf([], [problem], inside, after);
  }
}

/** A page mark of an interrupted run may be too old by now: then this list is read from its start. */
async function onePage(lister: Lister, { here, run }: Inside, token: string | null): Promise<Listed> {
  try {
    return await patiently(() => lister.list(here, token), run.reading);
  } catch (error) {
    if (token === null || !isTokenStale(error)) throw error;
    return await patiently(() => lister.list(here, null), run.reading);
  }
}

async function measured(
  { resources, problems }: Listed,
  inside: Inside,
): Promise<{ resources: Resource[]; problems: InventoryProblem[] }> {
  const wanted = resources.map((facts) => wantedOf(facts, inside.memory));
  try {
    const series = await seriesOf(resources, wanted, inside);
    return { resources: resources.map((facts, index) => joined(facts, wanted[index] ?? [], series)), problems };
  } catch (error) {
    const problem = problemOf(error, inside.here, { what: "metrics", action: "cloudwatch:GetMetricData" });
    if (!problem) throw error;
    inside.canMeasure = false;
    return { resources: resources.map((facts) => ({ ...facts, metrics: {} })), problems: [...problems, problem] };
  }
}

/** By what was wanted; nothing where only lists are asked for or metrics may not be read. */
async function seriesOf(resources: Facts[], wanted: Wanted[][], inside: Inside): Promise<Map<Wanted, MetricSeries>> {
  const { here, run, canMeasure } = inside;
  const { reading, settings, depth } = run;
  const { asked } = run.signedIn;
  const all = resources.flatMap(({ createdAt }, index) =>
    (wanted[index] ?? []).map((each) => ({ wanted: each, createdAt })),
  );
  if (depth === "lists") {
    asked.metrics += all.length;
    asked.metricsCost = metricsCost(asked.metrics);
  }
  if (depth === "lists" || !canMeasure) return new Map();
  const series = await readMetrics(all, windowOf(reading.now, settings.lookBackDays), { ...here, ...reading }, asked);
  return new Map(series.flatMap((each, index) => (all[index] ? [[all[index].wanted, each] as const] : [])));
}

function joined(facts: Facts, wanted: Wanted[], series: Map<Wanted, MetricSeries>): Resource {
  const own = wanted.flatMap((each) => {
    const found = series.get(each);
    return found ? [[each.metric, found] as const] : [];
  });
  return { ...facts, metrics: Object.fromEntries(own) };
}

/** Lists once more, without metrics: what was seen and is not there any more was deleted meanwhile. */
async function disappearedSince(seen: Set<string>, lister: Lister, inside: Inside): Promise<InventoryProblem[]> {
  if (!lister.isListedTwice || inside.run.depth === "lists") return [];
  const missing = new Set(seen);
  let token: string | null = null;
  do {
    const listed: Listed = await onePage(lister, inside, token);
    for (const { id } of listed.resources) missing.delete(id);
    token = listed.next;
  } while (token !== null);
  return [...missing].map((id) => disappeared(inside.here, lister.what, id));
}

function pageOf(
  resources: Resource[],
  problems: InventoryProblem[],
  { here: { account, region }, run }: Pick<Inside, "here" | "run">,
  next: { step: string; token: string | null },
): InventoryPage {
  return { region, resources, problems, mark: { account, region, ...next }, asked: { ...run.signedIn.asked } };
}
