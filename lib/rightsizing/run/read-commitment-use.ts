import { rowsOf, sql } from "../../db/sql";
import type { Period } from "../../focus/period";
import type { CommitmentUses } from "../../sources/advice";
import { type Tally, tell } from "./readers";
import { textOf } from "./text-of";
import { toldRefusal } from "./told-refusal";

type Asking = { runId: string; period: Period; tally: Tally };

/** Keeps with the look what the provider says of the use of commitments; ours is worked out when it is shown. */
export async function readCommitmentUse(
  ask: (period: Period) => Promise<CommitmentUses>,
  { runId, period, tally }: Asking,
): Promise<void> {
  await toldRefusal(tally, "Use of commitments", async () => {
    const { uses, problems } = await ask(period);
    for (const { source, reason, message, step } of problems) {
      // Who has no commitment has no use of one either.
      if (reason !== "no data") tell(tally, { where: `${source}, use of commitments`, message, advice: step });
    }
    await rowsOf(sql`
      update rightsizing_run set commitment_use = ${textOf({ period, uses, problems })}::jsonb where id = ${runId}::uuid`);
  });
}
