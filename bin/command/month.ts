import { DomainError } from "../../lib/errors";
import { type Day, isDay } from "../../lib/focus/period";
import type { Input } from "./command";

/** The first day of the month that the option names, such as 2026-11; null where it is not given. */
export function monthTyped(input: Input, option: string): Day | null {
  const month = input.text(option);
  if (month === undefined) return null;
  const day = `${month}-01`;
  if (!isDay(day)) throw new DomainError("invalid", `--${option} takes a month, such as 2026-11.`);
  return day;
}
