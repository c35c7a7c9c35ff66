/** Which buckets get a label on the time axis: few, and at places people know. */
export function ticks(starts: string[], grain: string): string[] {
  if (grain === "day") return dayTicks(starts);
  if (grain === "hour") return starts.filter((start) => start.slice(11, 13) === (starts.length > 48 ? "00" : "06"));
  const every = Math.ceil(starts.length / 13);
  return starts.filter((_, index) => index % every === 0);
}

function dayTicks(days: string[]): string[] {
  if (days.length <= 14) return days;
  if (days.length <= 45) return days.filter((day) => isMonday(day));
  const kept = days.length <= 120 ? ["01", "15"] : ["01"];
  return days.filter((day) => kept.includes(day.slice(8)));
}

function isMonday(day: string): boolean {
  return new Date(`${day}T00:00:00Z`).getUTCDay() === 1;
}

export type ValueScale = { domain: [bottom: number, top: number]; ticks: number[] };

const LINES = 4;

/** A value axis that starts at zero, ends on a round number, and gives what is below zero no more room than it needs. */
export function valueScale(lowest: number, highest: number): ValueScale {
  const top = Math.max(0, highest);
  const bottom = Math.min(0, lowest);
  if (top === bottom) return { domain: [0, 1], ticks: [0] };
  const step = roundStep((top - bottom) / LINES);
  const first = Math.ceil(bottom / step);
  const last = Math.ceil(top / step);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
  return { domain: [bottom, last * step], ticks };
}

/** 1, 2, 2.5 or 5 times a power of ten, not smaller than asked for. */
function roundStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  const factor = [1, 2, 2.5, 5, 10].find((each) => each * power >= size * (1 - 1e-9)) ?? 10;
  return factor * power;
}
