import type { Scope } from "../../auth/scope";
import { Money, plain } from "../../focus/money";
import type { Period } from "../../focus/period";
import type { InventoryMark, InventoryPage, Resource } from "../../sources/inventory";
import { lastDaysOf } from "../../sources/metric-series";
import { fullSpec, placeOf, proposalsOf } from "../advice/from-judged";
import { keepEarlier, type Unjudged } from "../advice/keep-earlier";
import type { Proposal } from "../advice/proposal";
import { recordProposals } from "../advice/record";
import { recordVerdicts, type VerdictRow } from "../advice/record-verdicts";
import { judge } from "../engine/judge";
import type { Judged, Look } from "../engine/judged";
import { NotRead } from "../engine/not-read";
import { type Bills, billsOf, type LedgerResource } from "../ledger/bills";
import type { PaidRates } from "../ledger/paid-rates";
import type { RuleBook } from "../settings/settings";
import { isUnreadIn, notePage, withoutMetrics } from "./inventory-notes";
import { marketsOf, type Offered } from "./markets";
import type { Inventory, Tally } from "./readers";
import { noneStopped, noteStopped, noteVolume, type StoppedInstances } from "./stopped-instances";

/** What every page of a run needs to know. */
export type Setting = { period: Period | null; paid: PaidRates; book: RuleBook; runId: string; now: Date };

/** Where an inventory goes on, and what waits there to be judged. */
export type Reached = { mark: InventoryMark; stopped: StoppedInstances };
type Following = {
  from: Reached | null;
  /** Called when everything up to there is kept. */
  reached: (at: Reached) => Promise<void>;
};

type Judging = {
  scope: Scope;
  setting: Setting;
  tally: Tally;
  marketIn: (region: string) => Promise<Offered>;
};

/** Judges page after page and keeps verdicts and advice of each before the next is read: memory holds one page. */
export async function judgeInventory(
  scope: Scope,
  inventory: Inventory,
  { setting, tally }: { setting: Setting; tally: Tally },
  { from, reached }: Following,
): Promise<void> {
  const judging = { scope, setting, tally, marketIn: marketsOf(inventory, setting.paid, tally) };
  let counted = "0";
  let stopped = from?.stopped ?? null;
  for await (const page of inventory.pages(from?.mark ?? null)) {
    const { mark, asked } = page;
    if (stopped && (stopped.account !== mark.account || stopped.region !== mark.region)) {
      await judgeStopped(stopped, judging);
      stopped = null;
    }
    stopped ??= noneStopped(mark);
    notePage(tally, page);
    if (page.resources.length > 0) await judgePage(page, stopped, judging);
    tally.requestCost = plain(new Money(tally.requestCost).plus(asked.metricsCost).minus(counted));
    counted = asked.metricsCost;
    await reached({ mark, stopped });
  }
  if (stopped) await judgeStopped(stopped, judging);
}

async function judgePage(page: InventoryPage, stopped: StoppedInstances, judging: Judging): Promise<void> {
  noteStopped(stopped, page);
  const looks = await looksAt(page.resources, stopped, judging);
  for (const { look } of looks) noteVolume(stopped, look);
  const waiting = new Set(stopped.waiting.map(({ id }) => id));
  const ready = looks.filter(({ look }) => !waiting.has(look.resource.id));
  await keep(ready, judging);
}

async function judgeStopped(stopped: StoppedInstances, judging: Judging): Promise<void> {
  if (stopped.waiting.length > 0) await keep(await looksAt(stopped.waiting, stopped, judging), judging);
}

type Known = { look: Look; known: LedgerResource | null };

/** Resources of one region, each beside its bill, its rules and the prices there. */
async function looksAt(
  resources: Resource[],
  { account, region, ids, volumes }: StoppedInstances,
  { scope, setting, tally, marketIn }: Judging,
): Promise<Known[]> {
  const { market, missing } = await marketIn(region);
  const billed = await billsFor(scope, resources, setting);
  const place = { account, region };
  const isBlind = isUnreadIn(tally, place, "metrics");
  const isWithoutVolumes = isUnreadIn(tally, place, "volume") || missing.includes("prices");
  return resources.map((told) => {
    const known = billed(told);
    const { rules } = setting.book(placeOf(told, known).tags);
    const isUnmeasured = isBlind && Object.keys(told.metrics).length === 0;
    const look: Look = {
      resource: isUnmeasured ? withoutMetrics(told) : lookedBackOn(told, rules.lookBackDays),
      rules,
      market: market(told.account),
      bill: known?.bill ?? null,
      machineBill: known?.machine ?? null,
      billOf: (id) => {
        const bill = billed({ ...place, id })?.bill ?? volumes.get(id) ?? null;
        if (bill === null && isWithoutVolumes) throw new NotRead("volumes");
        return bill;
      },
      isStopped: (id) => ids.has(id),
      now: setting.now,
    };
    return { look, known };
  });
}

/** Metrics are read for the longest look-back of all rules; a resource is judged by its own. */
function lookedBackOn<R extends Resource>(resource: R, days: number): R {
  const cut = Object.entries(resource.metrics).map(([name, series]) => [name, lastDaysOf(series, days)]);
  return { ...resource, metrics: Object.fromEntries(cut) };
}

/** Null where it depends on what could not be read. */
function judgedOr(look: Look, why: (reason: string) => void): Judged | null {
  try {
    return judge(look);
  } catch (error) {
    if (!(error instanceof NotRead)) throw error;
    why(error.message);
    return null;
  }
}

async function keep(looks: Known[], { scope, setting, tally }: Judging): Promise<void> {
  const { runId, now, book } = setting;
  const verdicts: VerdictRow[] = [];
  const unjudged: Unjudged[] = [];
  const proposals: Proposal[] = [];
  for (const { look, known } of looks) {
    const place = placeOf(look.resource, known);
    const cost = known ? { currency: known.bill.currency, amount: known.bill.now } : null;
    const { kind, state } = look.resource;
    const row = { place, kind, spec: fullSpec(look.resource), stopped: state === "stopped", cost };
    const judged = judgedOr(look, (reason) => unjudged.push({ ...row, reason }));
    if (judged === null) continue;
    verdicts.push({ ...row, judged });
    proposals.push(...proposalsOf({ look, known, judged, owner: book(place.tags).owner }));
  }
  await keepEarlier(scope, unjudged, { runId, now });
  if (verdicts.length > 0) await recordVerdicts(scope, verdicts, { runId, now });
  await recordProposals(scope, proposals, now);
  tally.resources += looks.length;
  tally.found += proposals.length;
}

async function billsFor(scope: Scope, resources: Resource[], { period, paid }: Setting): Promise<Bills> {
  if (!period) return () => null;
  const named = resources.flatMap(({ account, region, id, ...each }) => {
    const ids = each.kind === "instance" ? [id, ...each.volumeIds] : [id];
    return ids.map((own) => ({ account, region, id: own }));
  });
  return await billsOf(scope, named, { period, spare: paid.spare, plans: paid.plans });
}
