import { requireRole, requireWholeBill, type Scope } from "../../auth/scope";
import { addDays } from "../../focus/period";
import { adviceSources } from "../../sources/advice";
import { countSavings } from "../advice/count";
import { nameAccounts } from "../advice/name-accounts";
import { recordProposals } from "../advice/record";
import { commitmentAdvice } from "../checks/commitment-advice";
import { newRegions } from "../checks/new-regions";
import { outliers } from "../checks/outliers";
import { costsWithoutUsage } from "../checks/without-usage";
import { notePools } from "../ledger/on-demand-pools";
import { nothingPaid, paidRates } from "../ledger/paid-rates";
import { lastMonth } from "../ledger/window";
import { wakeSleeping } from "../life/act";
import { settleUnseen } from "../life/settle";
import { verifySavings } from "../life/verify";
import { ruleBook } from "../settings/settings";
import { OURS } from "../words";
import { aloneIn } from "./alone";
import { closeAsked, closeLeft } from "./close-left";
import { judgeInventory, type Setting } from "./judge-inventory";
import { sentInto } from "./note-sent";
import { readAdvice } from "./read-advice";
import { readCommitmentUse } from "./read-commitment-use";
import { type Problem, type Readers, type Tally, tell } from "./readers";
import { begun, type Current, ended, noteProgress } from "./run-record";
import { toldRefusal } from "./told-refusal";
import { unread } from "./unread";
import { forgetGone, noteUnread } from "./verdicts-beside";

export type RunOutcome = {
  id: string;
  resources: number;
  found: number;
  verified: number;
  requests: number;
  requestCost: string;
  problems: Problem[];
  /** It went on where an interrupted one had been. */
  isResumed: boolean;
};

const resourceKinds = [
  "instance",
  "database",
  "volume",
  "snapshot",
  "address",
  "load balancer",
  "nat gateway",
  "bucket",
];
const ledgerKinds = ["resource", "spend", "commitment", "held commitment"];

/**
 * Looks at everything once: what the accounts have, what providers advise, and what the ledger alone tells; then counts
 * the one total and measures what was done. One run a workspace at a time; what was interrupted, however it ended, is
 * gone on with by the next.
 */
export async function runAdvice(scope: Scope, readers: Readers, now: Date): Promise<RunOutcome> {
  requireRole(scope, "editor");
  requireWholeBill(scope, "This looks at");
  return await aloneIn(scope, async () => {
    const { inventories, withdrawn, unasked, onlyWaiting = false } = readers;
    const isInventory = inventories.length > 0;
    // Where there is nobody to ask any more, or not now, this is what was to ask all the same.
    const asks = isInventory || withdrawn !== undefined || unasked !== undefined;
    const current = await begun(scope, { isInventory, asks, onlyWaiting }, now);
    const { id, progress, isResumed } = current;
    const { tally } = progress;
    const reading = { ...readers, noteSent: sentInto(tally, readers.sent) };
    const verified = await looked(scope, reading, current, now);
    reading.noteSent();
    await ended(id, tally);
    const { resources, found, requests, requestCost, problems } = tally;
    return { id, resources, found, verified, requests, requestCost, problems, isResumed };
  });
}

/** What is read, and who counts what that sends. */
type Reading = Readers & { noteSent: () => void };

async function looked(scope: Scope, readers: Reading, current: Current, now: Date): Promise<number> {
  const { id: runId, startedAt, progress } = current;
  const { tally } = progress;
  await wakeSleeping(scope, now);
  const period = await lastMonth(scope, now);
  const paid = period ? await paidRates(scope, period) : nothingPaid;
  await notePools(runId, paid.pools);
  const setting: Setting = { period, paid, book: await ruleBook(scope), runId, now };
  tally.sources.add(OURS);
  await readInventories(scope, readers, current, setting);
  await readProviders(scope, readers, current, setting);
  await checkLedger(scope, setting, tally);
  if (readers.withdrawn) await closeAsked(scope, readers.withdrawn, { kinds: resourceKinds, now });
  if (period) await noteUnread(scope, period, { runId, now });
  noteUnasked(readers, tally);
  const isAsked = readers.inventories.length > 0 || readers.unasked !== undefined;
  const isRead = readers.inventories.length > 0 && !tally.isRefused;
  if (isRead) await closeLeft(scope, tally, { kinds: resourceKinds, startedAt, now });
  const kinds = [...ledgerKinds, ...(isAsked ? resourceKinds : [])];
  const reach = { sources: [...tally.sources], kinds, failed: tally.failed };
  await settleUnseen(scope, { startedAt, runId, reach, billedTo: period?.to ?? null }, now);
  if (isRead) await forgetGone(scope, { runId, failed: tally.failed });
  await nameAccounts(scope);
  const verified = period ? await verifySavings(scope, addDays(period.to, -1), now) : 0;
  await countSavings(scope);
  return verified;
}

async function readInventories(scope: Scope, readers: Reading, current: Current, setting: Setting): Promise<void> {
  const { progress } = current;
  const { tally } = progress;
  for (const inventory of readers.inventories.slice(progress.inventories)) {
    const following = {
      from: progress.reached,
      reached: async (at: NonNullable<typeof progress.reached>) => {
        progress.reached = at;
        await noted(readers, current);
        readers.signal?.throwIfAborted();
      },
    };
    const work = () => judgeInventory(scope, inventory, { setting, tally }, following);
    const problem = await toldRefusal(tally, "Inventory", work);
    if (problem) noteRefused(tally, problem.message, problem.advice);
    progress.inventories++;
    progress.reached = null;
    await noted(readers, current);
  }
}

/** Nobody knows which accounts it would have been of: no resource that was not seen is known to be gone. */
function noteRefused(tally: Tally, why: string, step: string | null): void {
  tally.isRefused = true;
  tally.failed.push(...resourceKinds.map((kind) => unread(OURS, { kind, why, step })));
}

function noteUnasked({ unasked }: Readers, tally: Tally): void {
  if (!unasked) return;
  const { why, step } = unasked;
  noteRefused(tally, why, step);
  tell(tally, { where: "Inventory", message: why, advice: step });
  for (const source of adviceSources) {
    tally.sources.add(source);
    tally.failed.push(unread(source, { why, step }));
  }
}

async function readProviders(scope: Scope, readers: Reading, current: Current, setting: Setting): Promise<void> {
  const { progress } = current;
  const { tally } = progress;
  for (const list of readers.advice.slice(progress.advice)) {
    await readAdvice(scope, list, setting, tally);
    progress.advice++;
    await noted(readers, current);
    readers.signal?.throwIfAborted();
  }
  const { id: runId } = current;
  const { period } = setting;
  if (!(readers.commitmentUse && period) || progress.isUseRead) return;
  await readCommitmentUse(readers.commitmentUse, { runId, period, tally });
  progress.isUseRead = true;
  await noted(readers, current);
}

async function noted({ noteSent, told }: Reading, current: Current): Promise<void> {
  noteSent();
  await noteProgress(current);
  told?.(current.progress.tally);
}

async function checkLedger(scope: Scope, { period, book, now }: Setting, tally: Tally): Promise<void> {
  if (!period) return;
  const found = [
    ...(await costsWithoutUsage(scope, period, book)),
    ...(await newRegions(scope, period)),
    ...(await outliers(scope, period)),
    ...(await commitmentAdvice(scope, now)),
  ];
  await recordProposals(scope, found, now);
  tally.found += found.length;
}
