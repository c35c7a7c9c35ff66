import type { Scope } from "../../auth/scope";
import { Money, plain } from "../../focus/money";
import type { Period } from "../../focus/period";
import type { InventoryMark, InventoryPage, InventoryProblem, Resource } from "../../sources/inventory";
import { placeOf, proposalsOf } from "../advice/from-judged";
import { recordProposals } from "../advice/record";
import { recordVerdicts, type VerdictRow } from "../advice/record-verdicts";
import { judge } from "../engine/judge";
import type { Look } from "../engine/judged";
import { type RegionMarket, regionMarket } from "../engine/market";
import { billsOf, type LedgerResource } from "../ledger/bills";
import type { PaidRates } from "../ledger/paid-rates";
import type { RuleBook } from "../settings/settings";
import { OURS } from "../words";
import { type Inventory, type Tally, tell } from "./readers";
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
  marketIn: (region: string) => Promise<RegionMarket>;
};

/** Judges page after page and keeps verdicts and advice of each before the next is read: memory holds one page. */
export async function judgeInventory(
  scope: Scope,
  inventory: Inventory,
  { setting, tally }: { setting: Setting; tally: Tally },
  { from, reached }: Following,
): Promise<void> {
  const judging = { scope, setting, tally, marketIn: marketsOf(inventory, setting, tally) };
  const before = { requests: tally.requests, cost: new Money(tally.requestCost) };
  let stopped = from?.stopped ?? null;
  for await (const page of inventory.pages(from?.mark ?? null)) {
    const { mark, asked } = page;
    if (stopped && (stopped.account !== mark.account || stopped.region !== mark.region)) {
      await judgeStopped(stopped, judging);
      stopped = null;
    }
    stopped ??= noneStopped(mark);
    for (const problem of page.problems) noteProblem(tally, problem);
    if (page.resources.length > 0) await judgePage(page, stopped, judging);
    tally.requests = before.requests + asked.requests;
    tally.requestCost = plain(before.cost.plus(asked.metricsCost));
    await reached({ mark, stopped });
  }
  if (stopped) await judgeStopped(stopped, judging);
}

/** Types and prices of each region, read when something is found there. */
function marketsOf(inventory: Inventory, { paid }: Setting, tally: Tally): Judging["marketIn"] {
  const markets = new Map<string, RegionMarket>();
  return async (region) => {
    const known = markets.get(region);
    if (known) return known;
    const catalogue = await inventory.catalogue(region);
    for (const { account, message, step } of catalogue.problems) {
      tell(tally, { where: `${account}, ${region}: catalogue`, message, advice: step });
    }
    const market = regionMarket(catalogue, paid);
    markets.set(region, market);
    return market;
  };
}

const SIGN_IN_PERMISSION = "sts:AssumeRole";

function noteProblem(
  tally: Tally,
  { account, region, what, message, step, reason, resourceId, permission }: InventoryProblem,
): void {
  tell(tally, { where: `${account}, ${region}: ${what}`, message, advice: step });
  // One resource that went away meanwhile does not make the rest of the page doubtful.
  if (reason === "disappeared" && resourceId !== null) return;
  // Who may not sign in to an account has read none of its regions.
  tally.failed.push({ source: OURS, account, region: permission === SIGN_IN_PERMISSION ? null : region });
}

async function judgePage(page: InventoryPage, stopped: StoppedInstances, judging: Judging): Promise<void> {
  noteStopped(stopped, page);
  const looks = await looksAt(page.resources, stopped, judging);
  for (const { look } of looks) noteVolume(stopped, look);
  const waiting = new Set<Resource>(stopped.waiting);
  const ready = looks.filter(({ look }) => !waiting.has(look.resource));
  await keep(ready, judging);
}

async function judgeStopped(stopped: StoppedInstances, judging: Judging): Promise<void> {
  if (stopped.waiting.length > 0) await keep(await looksAt(stopped.waiting, stopped, judging), judging);
}

type Known = { look: Look; known: LedgerResource | null };

/** Resources of one region, each beside its bill, its rules and the prices there. */
async function looksAt(
  resources: Resource[],
  { region, ids, volumes }: StoppedInstances,
  { scope, setting, marketIn }: Judging,
): Promise<Known[]> {
  const market = await marketIn(region);
  const bills = await billsFor(scope, resources, setting);
  return resources.map((resource) => {
    const known = bills.get(resource.id) ?? null;
    const look: Look = {
      resource,
      rules: setting.book(placeOf(resource, known).tags).rules,
      market: market(resource.account),
      bill: known?.bill ?? null,
      machineBill: known?.machine ?? null,
      billOf: (id) => bills.get(id)?.bill ?? volumes.get(id) ?? null,
      isStopped: (id) => ids.has(id),
      now: setting.now,
    };
    return { look, known };
  });
}

async function keep(looks: Known[], { scope, setting, tally }: Judging): Promise<void> {
  const { runId, now, book } = setting;
  const looked = looks.map(({ look, known }) => {
    const place = placeOf(look.resource, known);
    return { look, known, place, owner: book(place.tags).owner, judged: judge(look) };
  });
  const verdicts = looked.map(({ place, judged, known, look }): VerdictRow => {
    const cost = known ? { currency: known.bill.currency, amount: known.bill.now } : null;
    return { place, kind: look.resource.kind, judged, cost };
  });
  const proposals = looked.flatMap(proposalsOf);
  if (verdicts.length === 0) return;
  await recordVerdicts(scope, verdicts, { runId, now });
  await recordProposals(scope, proposals, now);
  tally.resources += verdicts.length;
  tally.found += proposals.length;
}

async function billsFor(
  scope: Scope,
  resources: Resource[],
  { period, paid }: Setting,
): Promise<Map<string, LedgerResource>> {
  if (!period) return new Map();
  const ids = resources.flatMap((each) => (each.kind === "instance" ? [each.id, ...each.volumeIds] : [each.id]));
  return await billsOf(scope, ids, { period, spare: paid.onDemandMachines });
}
