import { percentText } from "@/lib/budgets/money-text";
import type { Figures } from "@/lib/budgets/verdict";
import { classNames } from "../ui/class-names";
import { type ShownState, stateWords } from "./budget-words";

/** The amount stands at the same place of every bar, so that a column of them is read at a glance. */
const AMOUNT_AT = 75;
const BEYOND = 100;

const fills = { bad: "bg-bad", warn: "bg-warn", good: "bg-good", unknown: "bg-other" };

/** Spent as a bar, the amount as a line at three quarters, today's pace as a hairline, the forecast as a diamond. */
export function BurnBar({ figures, of, className }: { figures: Figures; of: ShownState; className?: string }) {
  const place = placesOf(figures);
  const { state } = stateWords[of];
  return (
    <div role="img" aria-label={inWords(figures)} className={classNames("relative h-4 w-full min-w-28", className)}>
      <span className="absolute inset-x-0 top-1 h-2 rounded-full bg-hover" />
      <span
        className={classNames("absolute top-1 left-0 h-2 rounded-full", fills[state])}
        style={{ width: `${place.spent}%` }}
      />
      {place.range && (
        <span
          className="absolute top-[7px] h-0.5 bg-ink opacity-35"
          style={{ left: `${place.range.low}%`, width: `${place.range.high - place.range.low}%` }}
        />
      )}
      {place.pace !== null && (
        <span className="absolute top-0.5 h-3 w-px bg-ink opacity-50" style={{ left: `${place.pace}%` }} />
      )}
      <span className="absolute top-0 h-4 w-0.5 bg-ink" style={{ left: `${AMOUNT_AT}%` }} />
      {place.forecast !== null && (
        <span
          className="-translate-x-1/2 absolute top-1 size-2 rotate-45 border border-surface bg-ink"
          style={{ left: `${place.forecast}%` }}
        />
      )}
    </div>
  );
}

function placesOf({ amount, actual, expectedByNow, forecast, days, elapsedDays }: Figures) {
  const whole = Number(amount);
  const at = (value: string) => {
    if (whole <= 0) return Number(value) > 0 ? BEYOND : 0;
    return Math.min(BEYOND, Math.max(0, (Number(value) / whole) * AMOUNT_AT));
  };
  const running = elapsedDays < days;
  return {
    spent: at(actual),
    pace: running && whole > 0 ? at(expectedByNow) : null,
    forecast: running && forecast ? at(forecast.amount) : null,
    range: running && forecast?.low && forecast.high ? { low: at(forecast.low), high: at(forecast.high) } : null,
  };
}

function inWords({ amount, actual, used, expectedByNow, forecast, days, elapsedDays }: Figures): string {
  const share = (value: string) => (Number(amount) > 0 ? percentText(String(Number(value) / Number(amount))) : null);
  const spent =
    used === null
      ? Number(actual) > 0
        ? "Spent although the budget is zero"
        : "Nothing is spent"
      : `Spent ${percentText(used)}`;
  if (elapsedDays >= days) return `${spent}.`;
  const pace = share(expectedByNow);
  const expected = forecast && share(forecast.amount);
  return [spent, pace && `${pace} would be even pace`, expected && `${expected} expected by the end`]
    .filter(Boolean)
    .join(", ");
}
