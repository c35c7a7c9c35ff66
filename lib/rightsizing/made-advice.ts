import type { Scope } from "../auth/scope";
import { db } from "../db/client";
import type { Prisma } from "../db/generated/client";
import { addDays, type Day } from "../focus/period";
import { type MadeCharge, plainCharge } from "../query/made-ledger";

/** For tests: advice and the charges it is measured by. */
export const at = (day: Day) => new Date(`${day}T06:00:00Z`);

/** So much of a unit every day, at a price for each. */
export function daily(
  resource: string,
  [from, to]: [Day, Day],
  unit: string,
  quantity: number,
  price: number,
): MadeCharge[] {
  const charges: MadeCharge[] = [];
  const cost = (quantity * price).toFixed(6);
  for (let day = from; day < to; day = addDays(day, 1)) {
    charges.push({
      ...plainCharge,
      resource,
      sku: unit,
      start: `${day}T00:00:00Z`,
      end: `${addDays(day, 1)}T00:00:00Z`,
      billed: cost,
      effective: cost,
      quantity: String(quantity),
    });
  }
  return charges;
}

let advised = 0;

export type MadeAdvice = Partial<Prisma.RecommendationUncheckedCreateInput> & { resourceId: string };

/** Advice as a run leaves it, on the account that the charges are of. */
export async function madeAdvice({ workspaceId }: Scope, more: MadeAdvice): Promise<string> {
  advised += 1;
  const { id } = await db.recommendation.create({
    data: {
      workspaceId,
      key: `${advised}`,
      ...{ source: "outlay", action: "rightsize", kind: "instance", verdict: "over_provisioned", account: "111" },
      ...{ title: `Advice ${advised}`, current: "m6i.2xlarge", target: "m6i.xlarge", currency: "USD" },
      ...{ now: "100", after: "50", saving: "50", priceOrigin: "paid", inLedger: true, ledgerCost: "100" },
      ...{ ledgerCurrency: "USD", confidence: "high", risk: 0, effort: "low", restart: false, evidence: {} },
      ...{ firstSeenAt: at("2026-07-20"), lastSeenAt: at("2026-07-30"), stateSince: at("2026-07-20") },
      ...more,
    },
  });
  return id;
}
