import type { Scope } from "../../auth/scope";
import type { AdviceProblem } from "../../sources/advice";
import { adviceKindOf, ourAction, proposalOf } from "../advice/from-provider";
import { recordProposals } from "../advice/record";
import { billsOf } from "../ledger/bills";
import type { Setting } from "./judge-inventory";
import { type AdviceList, type Tally, tell } from "./readers";
import { toldRefusal } from "./told-refusal";
import { type Unread, unread } from "./unread";

/** Keeps a provider's list as far as it can be read. Where that is not to its end, what is absent from it says nothing. */
export async function readAdvice(scope: Scope, list: AdviceList, setting: Setting, tally: Tally): Promise<void> {
  const problem = await toldRefusal(tally, list.source, () => keepPages(scope, list, setting, tally));
  if (problem) tally.failed.push(unread(list.source, { why: problem.message, step: problem.advice }));
  tally.sources.add(list.source);
}

/** Each piece of advice with its own figures, beside what the ledger knows of the resource. */
async function keepPages(
  scope: Scope,
  { pages }: AdviceList,
  { period, paid, now }: Setting,
  tally: Tally,
): Promise<void> {
  for await (const { region, advice, problems } of pages()) {
    for (const problem of problems) noteProblem(tally, problem, region);
    const named = advice.flatMap(({ account, region: place, resource }) =>
      resource ? [{ account, region: place, id: resource.id }] : [],
    );
    const billOf = period ? await billsOf(scope, named, { period, spare: paid.spare, plans: paid.plans }) : () => null;
    const proposals = advice.flatMap((each) => {
      const { account, region: place, resource } = each;
      const proposal = proposalOf(each, resource && billOf({ account, region: place, id: resource.id }));
      return proposal ? [proposal] : [];
    });
    await recordProposals(scope, proposals, now);
    tally.found += proposals.length;
  }
}

function noteProblem(tally: Tally, problem: AdviceProblem, region: string | null): void {
  const { source, account, reason, message, step } = problem;
  tell(tally, { where: [source, account, region].filter(Boolean).join(", "), message, advice: step });
  // Whoever has nothing to say has been read.
  if (reason !== "no data") tally.failed.push(...unreadBy(problem, region));
}

/** What is not allowed in one region is not asked for in the next; what is said of one resource leaves the others sound. */
function unreadBy(
  { source, account, resourceId: resource, reason, about, message: why, step }: AdviceProblem,
  region: string | null,
): Unread[] {
  const place = { account, region: reason === "no permission" ? null : region, resource, why, step };
  if (about === null) return [unread(source, place)];
  return [
    ...about.types.map((type) => unread(source, { ...place, kind: adviceKindOf(type) })),
    ...about.actions.map((action) => unread(source, { ...place, action: ourAction[action] })),
  ];
}
