import type { Scope } from "../../auth/scope";
import { rowsOf, sql } from "../../db/sql";
import type { Period } from "../../focus/period";
import type { AdviceProblem, CommitmentUse, CommitmentUses } from "../../sources/advice";

/** What the provider stated when it was last asked, in its own figures: percents and exact amounts. */
export type ProviderUse = {
  readAt: string;
  period: Period;
  uses: Omit<CommitmentUse, "id" | "period">[];
  problems: { commitment: CommitmentUse["commitment"]; message: string; step: string }[];
};

type Row = { readAt: string; kept: CommitmentUses & { period: Period } };

/** Null as long as no provider was asked. */
export async function providerUse({ workspaceId }: Scope): Promise<ProviderUse | null> {
  const [row] = await rowsOf<Row>(sql`
    select to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "readAt", commitment_use as kept
    from rightsizing_run where workspace_id = ${workspaceId}::uuid and commitment_use is not null
    order by rightsizing_run.started_at desc limit 1`);
  if (!row) return null;
  const { period, uses, problems } = row.kept;
  return {
    readAt: row.readAt,
    period,
    uses: uses.map(({ id: _id, period: _period, ...told }) => told),
    problems: inWords(problems),
  };
}

/** Use and coverage are two questions that mostly fail alike. */
function inWords(problems: AdviceProblem[]): ProviderUse["problems"] {
  const words = problems.map(({ source, message, step }) => {
    const commitment = source === "reservation-advice" ? ("reservation" as const) : ("savings plan" as const);
    return { commitment, message, step };
  });
  return [...new Map(words.map((each) => [`${each.commitment} ${each.message}`, each])).values()];
}
