import type { Architecture, InstanceType } from "../../sources/inventory";
import type { Rules } from "../settings/spec";
import type { Change, Measured } from "./judged";

export const percent = (value: number) => `${round(value)} %`;
const round = (value: number) => (Math.abs(value) >= 10 ? Math.round(value) : Math.round(value * 10) / 10);
const gib = (mib: number) => `${round(mib / 1024)} GiB`;
export const daysAgo = (since: Date, now: Date) => Math.floor((now.getTime() - since.getTime()) / 86_400_000);

export const days = (count: number) => (count === 1 ? "1 day" : `${count} days`);

const architectures: Record<Architecture, string> = { x86_64: "x86-64", arm64: "Arm (Graviton)" };

/** What changes from one type to another, as far as it does. */
export function typeChanges(from: InstanceType, to: InstanceType): Change[] {
  const network = (gbps: number | null) => (gbps === null ? "not stated" : `${gbps} Gbit/s`);
  const disk = (gb: number) => (gb === 0 ? "none" : `${gb} GB`);
  const all: Change[] = [
    { what: "vCPUs", from: String(from.vcpus), to: String(to.vcpus) },
    { what: "Memory", from: gib(from.memoryMib), to: gib(to.memoryMib) },
    { what: "Network", from: network(from.networkGbps), to: network(to.networkGbps) },
    { what: "Volume bandwidth", from: `${from.ebsMbps ?? "-"} Mbit/s`, to: `${to.ebsMbps ?? "-"} Mbit/s` },
    { what: "Local storage", from: disk(from.localStorageGb), to: disk(to.localStorageGb) },
    { what: "Architecture", from: archOf(from), to: archOf(to) },
    { what: "Hypervisor", from: from.hypervisor, to: to.hypervisor },
    { what: "Burstable", from: from.burstable ? "yes" : "no", to: to.burstable ? "yes" : "no" },
  ];
  return all.filter((change) => change.from !== change.to);
}

function archOf({ architectures: names }: InstanceType): string {
  return names.map((name) => architectures[name]).join(", ");
}

/** "CPU: 12 % at the 99.5th percentile of 14 days, at most 31 %." */
export function usageSentence(measured: Measured, { percentile, lookBackDays }: Rules): string {
  const value = (number: number) => `${round(number)}${measured.unit === "%" ? " %" : ` ${measured.unit}`}`;
  const name = `${measured.metric.slice(0, 1).toUpperCase()}${measured.metric.slice(1)}`.replace("Cpu", "CPU");
  return `${name}: ${value(measured.used)} at the ${percentile}th percentile of ${lookBackDays} days, at most ${value(measured.max)}.`;
}
