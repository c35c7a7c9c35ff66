import type { Scope } from "../../auth/scope";
import { DomainError } from "../../errors";
import { Money, plain, zero } from "../../focus/money";
import type { Period } from "../../focus/period";
import type { InventoryPage, InventoryProblem, Resource } from "../../sources/inventory";
import { placeOf, proposalsOf } from "../advice/from-judged";
import { recordProposals } from "../advice/record";
import { recordVerdicts, type VerdictRow } from "../advice/record-verdicts";
import { judge } from "../engine/judge";
import type { Bill, Look } from "../engine/judged";
import { type RegionMarket, regionMarket } from "../engine/market";
import { costOfVolume } from "../engine/volume";
import { billsOf, type LedgerResource } from "../ledger/bills";
import type { PaidRates } from "../ledger/paid-rates";
import type { RuleBook } from "../settings/settings";
import { type Inventory, type Tally, tell } from "./readers";

/** What every page of a run needs to know. */
export type Setting = { period: Period | null; paid: PaidRates; book: RuleBook; runId: string; now: Date };

/** Judges page after page and keeps verdicts and advice of each before the next is read: memory holds one page. */
export async function judgeInventory(
  scope: Scope,
  inventory: Inventory,
  setting: Setting,
  tally: Tally,
): Promise<void> {
  const markets = new Map<string, RegionMarket>();
  const paged = {
    setting,
    tally,
    stopped: new Set<string>(),
    volumes: new Map<string, Bill>(),
    waiting: [] as Waiting[],
  };
  let asked = { requests: 0, metricsCost: "0" };
  for await (const page of inventory.pages()) {
    asked = page.asked;
    for (const problem of page.problems) noteProblem(tally, problem);
    if (page.resources.length === 0) continue;
    const market = markets.get(page.region) ?? (await marketOf(inventory, page.region, setting, tally));
    markets.set(page.region, market);
    await judgePage(scope, page, { ...paged, market });
  }
  await judgeWaiting(scope, paged);
  tally.requests += asked.requests;
  tally.requestCost = plain(new Money(tally.requestCost).plus(asked.metricsCost));
}

async function marketOf(inventory: Inventory, region: string, { paid }: Setting, tally: Tally): Promise<RegionMarket> {
  const catalogue = await inventory.catalogue(region);
  for (const { account, message, step } of catalogue.problems) {
    tell(tally, { where: `${account}, ${region}: catalogue`, message, advice: step });
  }
  return regionMarket(catalogue, paid);
}

function noteProblem(
  tally: Tally,
  { account, region, what, message, step, reason, resourceId }: InventoryProblem,
): void {
  tell(tally, { where: `${account}, ${region}: ${what}`, message, advice: step });
  // One resource that went away meanwhile does not make the rest of the page doubtful.
  if (reason !== "disappeared" || resourceId === null) tally.failed.push({ account, region });
}

type Paged = {
  setting: Setting;
  tally: Tally;
  /** Ids of stopped instances, which are told before their volumes. */
  stopped: Set<string>;
  /** What the volumes of stopped instances cost at the list price, where no bill tells. */
  volumes: Map<string, Bill>;
  /** Stopped instances whose volumes are still to come. */
  waiting: Waiting[];
};
type Waiting = { look: Look; known: LedgerResource | null };

async function judgePage(
  scope: Scope,
  page: InventoryPage,
  { market, ...paged }: Paged & { market: RegionMarket },
): Promise<void> {
  const { setting, stopped, volumes, waiting } = paged;
  for (const resource of page.resources) {
    if (resource.kind === "instance" && resource.state === "stopped") stopped.add(resource.id);
  }
  const bills = await billsFor(scope, page.resources, setting);
  const looks = page.resources.map((resource): Waiting => {
    const known = bills.get(resource.id) ?? null;
    const look: Look = {
      resource,
      rules: setting.book(placeOf(resource, known).tags).rules,
      market: market(resource.account),
      bill: known?.bill ?? null,
      machineBill: known?.machine ?? null,
      billOf: (id) => bills.get(id)?.bill ?? volumes.get(id) ?? null,
      isStopped: (id) => stopped.has(id),
      now: setting.now,
    };
    return { look, known };
  });
  for (const { look } of looks) keepPrice(look, paged);
  const isWaiting = ({ look: { resource, billOf } }: Waiting) =>
    resource.kind === "instance" && stopped.has(resource.id) && resource.volumeIds.some((id) => !billOf(id));
  waiting.push(...looks.filter(isWaiting));
  await keep(
    scope,
    looks.filter((each) => !isWaiting(each)),
    paged,
  );
}

/** What a volume of a stopped instance costs, for the advice on the instance. */
function keepPrice(look: Look, { stopped, volumes }: Paged): void {
  const { resource, bill } = look;
  if (bill || resource.kind !== "volume" || !resource.attachedTo || !stopped.has(resource.attachedTo)) return;
  const cost = costOfVolume(look, resource);
  if (!cost) return;
  const { currency, now, listNow: list, origin } = cost;
  volumes.set(resource.id, { currency, now, list, origin, covered: zero, reusable: true });
}

async function judgeWaiting(scope: Scope, paged: Paged): Promise<void> {
  await keep(scope, paged.waiting, paged);
}

async function keep(scope: Scope, looks: Waiting[], { setting, tally }: Paged): Promise<void> {
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

/** A source that refuses is told; the others and the ledger go on. */
export async function toldRefusal(tally: Tally, where: string, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    tell(tally, { where, message: error.message, advice: adviceIn(error) });
    return false;
  }
}

function isRefusal(error: unknown): error is Error {
  return error instanceof DomainError || (error instanceof Error && error.name === "SourceRefusal");
}

function adviceIn(error: Error): string | null {
  return "advice" in error && typeof error.advice === "string" ? error.advice : null;
}
