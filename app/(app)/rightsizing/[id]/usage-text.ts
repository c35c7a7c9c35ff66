import { count } from "@/components/format";
import type { MetricName } from "@/lib/sources/metric-series";

const BINARY = ["", "Ki", "Mi", "Gi", "Ti", "Pi"];
const DECIMAL = ["", "k", "M", "G", "T"];

/** "41.2 %", "3.2 GiB", "2.6 Gbit/s", "14,400 a second": statistics, rounded for reading. */
export function unitText(value: number, unit: string): string {
  if (unit === "percent" || unit === "%") return `${rounded(value)} %`;
  if (/^(bytes|B)(\/s)?$/.test(unit))
    return scaled(value, { base: 1024, prefixes: BINARY, unit: unit.replace("bytes", "B") });
  const bits = /^([MG])bit\/s$/.exec(unit)?.[1];
  if (bits) return scaled(value * (bits === "G" ? 1e9 : 1e6), { base: 1000, prefixes: DECIMAL, unit: "bit/s" });
  if (unit === "count") return scaled(value, { base: 1000, prefixes: DECIMAL, unit: "" });
  return `${Math.abs(value) >= 100 ? count(Math.round(value)) : rounded(value)} ${unit}`;
}

function scaled(value: number, { base, prefixes, unit }: { base: number; prefixes: string[]; unit: string }): string {
  const step = Math.min(prefixes.length - 1, Math.max(0, Math.floor(Math.log(Math.abs(value) || 1) / Math.log(base))));
  return `${rounded(value / base ** step)} ${prefixes[step] ?? ""}${unit}`.trim();
}

function rounded(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return String(Number(value.toFixed(digits)));
}

/** "CPU", "Network in" */
export function metricText(metric: MetricName): string {
  return metric === "cpu" ? "CPU" : metric.charAt(0).toUpperCase() + metric.slice(1);
}
