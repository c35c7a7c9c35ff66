import type { InstanceType, PricedThing, Resource } from "../../sources/inventory";
import type { Effort, Verdict } from "../words";
import { afterReplacement, costNow, hourly, isWorthIt } from "./cost";
import { type Cost, type Judged, judged, type Look, type Measured, type Offer, type Option, optimal } from "./judged";
import { confidenceOf, presentShare } from "./measure";
import { nightOption } from "./night";
import {
  cheapestArm,
  cheapestFit,
  cheapestSuccessor,
  loadRisk,
  type Need,
  needOf,
  type Usage,
  usageOf,
} from "./sizing";
import { percent, typeChanges, usageSentence } from "./text";

export type Machine = Extract<Resource, { kind: "instance" | "database" }>;
type MachinePrice = Extract<PricedThing, { kind: "instance" | "database" }>;

/** An instance or a database: what is the same of both when their size is judged. */
export type Sized = {
  machine: Machine;
  type: InstanceType;
  priced: (typeName: string) => MachinePrice;
  /** Its provider makes the same product on Arm. */
  runsOnArm: boolean;
  gravitonEffort: Effort;
};

/** Size, generation, architecture and hours of a machine that is in use. */
export function judgeSize(whole: Look, sized: Sized): Judged {
  const { machine, type } = sized;
  // Traffic and licences on the same bill do not change with the size.
  const look = { ...whole, bill: whole.machineBill ?? whole.bill };
  const usage = usageOf(machine, type, look.rules);
  const cost = costNow(look, hourly(sized.priced(type.name)));
  if (!usage) return judged("skipped", "Its processor was not measured.");
  if (!cost) return judged("skipped", "There is no price for it, neither on the bill nor in the price list.");
  const known = knownOf(machine, usage, type);
  const need = needOf(usage, type, look.rules);
  const short = shortOf(usage, need, type);
  if (short) return judged("under_provisioned", short, known);
  const context = { look, sized, usage, need, cost };
  return concluded(context, known);
}

export type Sizing = { look: Look; sized: Sized; usage: Usage; need: Need; cost: Cost };

type Known = Pick<Judged, "confidence" | "memoryMeasured" | "measured" | "present">;

function allOf({ cpu, memory, others }: Usage): Measured[] {
  return [cpu, ...(memory ? [memory] : []), ...others];
}

function knownOf({ metrics }: Machine, usage: Usage, type: InstanceType): Known {
  return {
    measured: withCapacity(allOf(usage), type, null),
    confidence: confidenceOf(metrics.cpu),
    memoryMeasured: usage.memory !== null,
    present: presentShare(metrics.cpu),
  };
}

function shortOf({ cpu, memory }: Usage, need: Need, type: InstanceType): string | null {
  if (need.vcpus > type.vcpus) {
    return `With its head-room it needs ${percent((100 * need.vcpus) / type.vcpus)} of its processors: ${percent(cpu.used)} are in use.`;
  }
  if (memory && need.memoryMib > type.memoryMib) {
    return `With its head-room it needs ${percent((100 * need.memoryMib) / type.memoryMib)} of its memory: ${percent(memory.used)} are in use.`;
  }
  return null;
}

function concluded(sizing: Sizing, known: Known): Judged {
  const { look, usage } = sizing;
  const isBlind = usage.memory === null && look.rules.memoryRequired;
  const found: [Verdict, Option | null][] = [
    ["over_provisioned", isBlind ? null : smaller(sizing)],
    ["previous_generation", successor(sizing)],
    ["runs_at_night", nightOption(sizing)],
    ["other_architecture", onArm(sizing)],
  ];
  const options = found.flatMap(([, option]) => (option && isWorthIt(option.cost, look.rules) ? [option] : []));
  const [verdict] = found.find(([, option]) => option !== null && options.includes(option)) ?? [];
  if (verdict) return judged(verdict, reasons[verdict] ?? "", { ...known, options });
  if (isBlind) {
    const use = percent(usage.cpu.used);
    return judged(
      "skipped",
      `Memory is not measured, and the rules require it. Of the processor ${use} are used.`,
      known,
    );
  }
  return optimal(`No type of this region has room for its use and is cheaper.`, known);
}

const reasons: Partial<Record<Verdict, string>> = {
  over_provisioned: "A smaller or cheaper type has room for all it was seen to use, with the head-room of the rules.",
  previous_generation: "A current type does at least as much for less.",
  runs_at_night: "It is not production and is not used at night and at weekends.",
  other_architecture: "An Arm type has room for all it was seen to use, for less.",
};

function smaller(sizing: Sizing): Option | null {
  const { look, sized, need } = sizing;
  const offer = cheapestFit(look.market.types(sized.priced(sized.type.name)), need, sized.type, look.rules);
  // Of an older generation no less of anything is no smaller size: that is its successor.
  if (offer && !sized.type.currentGeneration && isNoSmaller(offer.type, sized.type)) return null;
  return offer && replacement(sizing, offer, { action: "rightsize", effort: "very_low" });
}

function isNoSmaller(to: InstanceType, from: InstanceType): boolean {
  return to.vcpus >= from.vcpus && to.memoryMib >= from.memoryMib;
}

function successor(sizing: Sizing): Option | null {
  const { look, sized } = sizing;
  if (sized.type.currentGeneration) return null;
  const offer = cheapestSuccessor(look.market.types(sized.priced(sized.type.name)), sized.type);
  const effort = sized.type.hypervisor === "xen" ? "low" : "very_low";
  return offer && replacement(sizing, offer, { action: "change_generation", effort });
}

function onArm(sizing: Sizing): Option | null {
  const { look, sized, usage, need } = sizing;
  if (!(look.rules.graviton && sized.runsOnArm)) return null;
  // Without measured memory the target must have all of it.
  const isBlind = usage.memory === null;
  const least = isBlind ? { ...need, memoryMib: sized.type.memoryMib, vcpus: sized.type.vcpus } : need;
  const offer = cheapestArm(look.market.types(sized.priced(sized.type.name)), least, sized.type);
  return offer && replacement(sizing, offer, { action: "migrate_to_graviton", effort: sized.gravitonEffort });
}

type Kind = Pick<Option, "action" | "effort">;

function replacement(sizing: Sizing, { type: to }: Offer, { action, effort }: Kind): Option | null {
  const { look, sized, cost } = sizing;
  const from = sized.type;
  if (to.name === from.name) return null;
  const parts = { from: hourly(sized.priced(from.name)), to: hourly(sized.priced(to.name)) };
  const after = afterReplacement(look, cost, parts);
  if (!after) return null;
  return {
    action,
    effort,
    current: from.name,
    target: to.name,
    cost: after,
    risks: risksOf(sizing, to),
    restart: true,
    changes: typeChanges(from, to),
    how: howComputed(sizing, to),
    covers: [],
    measured: withCapacity(allOf(sizing.usage), from, to),
  };
}

function risksOf({ usage, sized: { type: from } }: Sizing, to: InstanceType): Record<string, number> {
  const isLess = to.memoryMib < from.memoryMib;
  const memory = usage.memory ? loadRisk(usage.memory, from.memoryMib / to.memoryMib) : Number(isLess) * 3;
  return {
    processor: loadRisk(usage.cpu, from.vcpus / to.vcpus),
    memory,
    network: capacityRisk(usage.others, ["network in", "network out"], to.networkGbps),
    volumes: Math.max(
      capacityRisk(usage.others, ["volume bandwidth"], to.ebsMbps),
      capacityRisk(usage.others, ["volume operations"], to.ebsIops),
    ),
    platform: platformRisk(from, to),
  };
}

function capacityRisk(others: Measured[], names: Measured["metric"][], capacity: number | null): number {
  const used = others.filter(({ metric }) => names.includes(metric));
  if (capacity === null || used.length === 0) return 0;
  const share = (100 * Math.max(...used.map(({ max }) => max))) / capacity;
  if (share <= 80) return 0;
  return share <= 100 ? 2 : 3;
}

function platformRisk(from: InstanceType, to: InstanceType): number {
  if (!to.architectures.some((name) => from.architectures.includes(name))) return 2;
  return to.hypervisor === from.hypervisor ? 0 : 1;
}

/** Capacities of the target in percent of the current type, for the chart beside the usage. */
function withCapacity(measured: Measured[], from: InstanceType, to: InstanceType | null): Measured[] {
  return measured.map((each) => {
    if (each.metric === "cpu") return { ...each, capacity: 100, targetCapacity: to && (100 * to.vcpus) / from.vcpus };
    if (each.metric === "memory") {
      return { ...each, capacity: 100, targetCapacity: to && (100 * to.memoryMib) / from.memoryMib };
    }
    const isNetwork = each.metric.startsWith("network");
    const of = (type: InstanceType | null) => (isNetwork ? type?.networkGbps : capacityOfVolumes(each, type)) ?? null;
    return { ...each, capacity: of(from), targetCapacity: of(to) };
  });
}

function capacityOfVolumes({ metric }: Measured, type: InstanceType | null): number | null | undefined {
  return metric === "volume operations" ? type?.ebsIops : type?.ebsMbps;
}

function howComputed({ look, usage, need, sized }: Sizing, to: InstanceType): string[] {
  const { rules } = look;
  const head = (share: number) => percent(share * 100);
  const processors = `With ${head(rules.cpuHeadroom)} head-room it needs ${need.vcpus.toFixed(1)} of ${sized.type.vcpus} vCPUs; ${to.name} has ${to.vcpus}.`;
  const memory = usage.memory
    ? `With ${head(rules.memoryHeadroom)} head-room it needs ${(need.memoryMib / 1024).toFixed(1)} GiB of memory; ${to.name} has ${(to.memoryMib / 1024).toFixed(1)} GiB.`
    : "Memory is not measured.";
  const used = [usage.cpu, usage.memory].flatMap((each) => (each ? [usageSentence(each, rules)] : []));
  return [...used, processors, memory, ...volumesSentence(usage, to)];
}

function volumesSentence({ others }: Usage, { name, ebsMbps, ebsIops }: InstanceType): string[] {
  const most = (metric: Measured["metric"]) => others.find((each) => each.metric === metric)?.max;
  const [bandwidth, operations] = [most("volume bandwidth"), most("volume operations")];
  if (bandwidth === undefined || operations === undefined || ebsMbps === null || ebsIops === null) return [];
  return [
    `With its volumes it exchanges at most ${whole(bandwidth)} Mbit/s in ${whole(operations)} operations a second; ${name} may have ${whole(ebsMbps)} Mbit/s and ${whole(ebsIops)} operations all day.`,
  ];
}

const whole = (value: number) => Math.ceil(value).toLocaleString("en");
