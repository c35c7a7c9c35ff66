import { Money } from "../../focus/money";
import { percentileOf } from "../../sources/metric-series";
import { afterShareLess } from "./cost";
import type { Option } from "./judged";
import type { Sizing } from "./machine";
import { percent } from "./text";

/** Hours of a week that a schedule of Monday to Friday, 7:00 to 19:00 UTC, leaves on. */
const HOURS_ON = 60;
const HOURS_A_WEEK = 168;
const QUIET_BELOW = 5;
const STARTS = 7;
const ENDS = 19;

const notProduction =
  /^(dev(elopment)?|test(ing)?|staging|stage|qa|sandbox|demo|integration|preprod|nonprod|non-production)$/i;
const environmentKeys = /^(env|environment|stage)$/i;

/** True of what its tags call something else than production. */
function isNotProduction(tags: Record<string, string>): boolean {
  return Object.entries(tags).some(([key, value]) => environmentKeys.test(key) && notProduction.test(value.trim()));
}

/** Switching it off outside working hours, where it is not production and was not used then. */
export function nightOption({ look, sized, cost }: Sizing): Option | null {
  const { machine, type } = sized;
  if (!(look.rules.nights && isNotProduction(machine.tags))) return null;
  const series = machine.metrics.cpu;
  const points = series?.points.maximum ?? series?.points.average;
  if (!(series && points)) return null;
  const off: number[] = [];
  const on: number[] = [];
  for (const [index, value] of points.entries()) {
    const at = new Date(series.from.getTime() + index * series.period * 1000);
    (isWorkingTime(at) ? on : off).push(value);
  }
  const [night, day] = [percentileOf(off, 95), percentileOf(on, 95)];
  if (night === null || day === null || night >= QUIET_BELOW || day <= night * 2) return null;
  const share = new Money(HOURS_A_WEEK - HOURS_ON).div(HOURS_A_WEEK);
  return {
    action: "schedule",
    current: `${type.name}, always on`,
    target: "On from Monday to Friday, 7:00 to 19:00 UTC",
    cost: afterShareLess(cost, share, look.bill),
    risks: { availability: 1 },
    effort: "low",
    restart: true,
    changes: [{ what: "Hours a week", from: String(HOURS_A_WEEK), to: String(HOURS_ON) }],
    how: [
      `At nights and weekends the processor stays below ${percent(night)} in 95 % of the measurements; in working hours it reaches ${percent(day)}.`,
      `A schedule of ${HOURS_ON} of ${HOURS_A_WEEK} hours leaves out ${percent(share.times(100).toNumber())} of them.`,
    ],
    covers: [],
  };
}

function isWorkingTime(at: Date): boolean {
  const weekday = at.getUTCDay();
  return weekday >= 1 && weekday <= 5 && at.getUTCHours() >= STARTS && at.getUTCHours() < ENDS;
}
