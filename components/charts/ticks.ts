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
