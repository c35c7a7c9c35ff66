import type { Scope } from "../../auth/scope";
import type { AdvicePage, AdviceProblem } from "../../sources/advice";
import { proposalOf } from "../advice/from-provider";
import { recordProposals } from "../advice/record";
import { billsOf, type LedgerResource } from "../ledger/bills";
import type { Setting } from "./judge-inventory";
import { type Tally, tell } from "./readers";

/** Keeps what providers advise, each with its own figures, beside what the ledger knows of the resource. */
export async function readAdvice(
  scope: Scope,
  pages: AsyncIterable<AdvicePage>,
  { period, paid, now }: Setting,
  tally: Tally,
): Promise<void> {
  for await (const { source, region, advice, problems } of pages) {
    for (const problem of problems) noteProblem(tally, problem, region);
    if (problems.length === 0 || advice.length > 0) tally.sources.add(source);
    const ids = advice.flatMap(({ resource }) => (resource ? [resource.id] : []));
    const bills = period
      ? await billsOf(scope, ids, { period, spare: paid.onDemandMachines })
      : new Map<string, LedgerResource>();
    const proposals = advice.flatMap((each) => {
      const proposal = proposalOf(each, each.resource ? (bills.get(each.resource.id) ?? null) : null);
      return proposal ? [proposal] : [];
    });
    await recordProposals(scope, proposals, now);
    tally.found += proposals.length;
  }
}

function noteProblem(tally: Tally, problem: AdviceProblem, region: string | null): void {
  const { source, account, resourceId, reason, message, step } = problem;
  tell(tally, { where: [source, account, region].filter(Boolean).join(", "), message, advice: step });
  // What is said of one resource leaves the rest of the list sound.
  if (account === null || resourceId !== null) return;
  // What is not allowed in one region is not asked for in the next.
  tally.failed.push({ source, account, region: reason === "no permission" ? null : region });
}
