import type { ChargeKind } from "../focus/charge";

/**
 * How a kind of charge comes back: every day, on a day of the month (a daily rate would count it again and again), or
 * not at all (bought or given back once: charged, but no reason to expect another).
 */
export function chargeRecurrence(kind: string | null | undefined): "running" | "calendar" | "once" {
  return recurrence[kind as ChargeKind] ?? "running";
}

const recurrence: Partial<Record<ChargeKind, "calendar" | "once">> = {
  tax: "calendar",
  support: "calendar",
  "commitment fee": "calendar",
  "commitment purchase": "once",
  refund: "once",
};
