import { z } from "zod";
import { requireRole, requireWholeBill, type Scope } from "../auth/scope";
import { sql } from "../db/sql";
import { inTransaction } from "../db/transaction";
import { DomainError } from "../errors";
import { isDay } from "../focus/period";
import { isCurrency } from "./rate";
import { ratesChanged } from "./version";

const currency = z.string().trim().toUpperCase().refine(isCurrency, "Use a currency code such as USD.");
const day = z.string().trim().refine(isDay, "Use a date such as 2026-11-01.");

/** One unit of `base` is `rate` units of `quote`, on one day or through another. */
export const NewRate = z
  .strictObject({
    base: currency,
    quote: currency,
    rate: z
      .string()
      .trim()
      .regex(/^\d{1,20}(\.\d{1,20})?$/, "Use a rate such as 1.0842.")
      .refine((text) => Number(text) > 0, "A rate is more than zero."),
    day,
    through: z.union([day, z.literal("").transform(() => undefined)]).optional(),
    note: z.string().trim().max(200, "A note has at most 200 characters.").optional(),
  })
  .refine(({ base, quote }) => base !== quote, { message: "Choose two different currencies.", path: ["quote"] })
  .refine(({ day: from, through }) => !through || through >= from, {
    message: "The last day comes before the first.",
    path: ["through"],
  });
export type NewRate = z.output<typeof NewRate>;

/** Enters a rate by hand; one that was entered for the same pair and first day gives way. */
export async function enterRate(scope: Scope, { base, quote, rate, day: from, through, note }: NewRate): Promise<void> {
  requireRole(scope, "editor");
  requireWholeBill(scope, "Exchange rates are of");
  await inTransaction(async (run) => {
    await run(sql`
      insert into exchange_rate (workspace_id, base, quote, day, through, origin, rate, note, entered_by)
      values (${scope.workspaceId}::uuid, ${base}, ${quote}, ${from}::date, ${through ?? from}::date, 'hand',
        ${rate}::numeric, ${note || null}, ${scope.actor})
      on conflict (workspace_id, base, quote, day, origin) do update set through = excluded.through,
        rate = excluded.rate, note = excluded.note, entered_by = excluded.entered_by, entered_at = now()`);
    await ratesChanged(run, scope);
  });
}

export const RateName = z.strictObject({ base: currency, quote: currency, day });
export type RateName = z.output<typeof RateName>;

export async function removeRate(scope: Scope, { base, quote, day: from }: RateName): Promise<void> {
  requireRole(scope, "editor");
  requireWholeBill(scope, "Exchange rates are of");
  await inTransaction(async (run) => {
    const gone = await run(sql`
      delete from exchange_rate where workspace_id = ${scope.workspaceId}::uuid and origin = 'hand'
        and base = ${base} and quote = ${quote} and day = ${from}::date returning 1`);
    if (gone.length === 0)
      throw new DomainError("not_found", `No rate of ${base} to ${quote} was entered for ${from}.`);
    await ratesChanged(run, scope);
  });
}

/** Removes all rates that came from the ECB's file. */
export async function removeEcbRates(scope: Scope): Promise<number> {
  requireRole(scope, "editor");
  requireWholeBill(scope, "Exchange rates are of");
  return await inTransaction(async (run) => {
    const gone = await run(sql`
      delete from exchange_rate where workspace_id = ${scope.workspaceId}::uuid and origin = 'ecb' returning 1`);
    if (gone.length > 0) await ratesChanged(run, scope);
    return gone.length;
  });
}
