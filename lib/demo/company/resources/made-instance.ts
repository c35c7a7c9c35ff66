import type { Day } from "../../../focus/period";
import type { Use } from "../../cloud/inventory/resource";
import { optimal, skipped } from "./expected";
import type { InstanceSpec } from "./instance-spec";
import { daysBefore, homeOf, inOffice, type KnownResource, shortId, steadily } from "./known";
import { instanceTypes } from "./price-list";
import { madeVolume } from "./volumes";

const TRAFFIC = 900_000_000;
const QUIET_SHARE = 0.02;

/** An instance and the volume that it starts from. */
export function madeInstance(spec: InstanceSpec, today: Day): KnownResource[] {
  const { name, stoppedFor, group } = spec;
  const { tags, ...home } = homeOf(name, spec, today);
  const id = shortId("i", name);
  const root = madeRoot(spec, id, today);
  const instance: KnownResource = {
    facts: {
      kind: "instance",
      ...home,
      tags: group ? { ...tags, "aws:autoscaling:groupName": group } : tags,
      id,
      arn: `arn:aws:ec2:${home.region}:${home.account}:instance/${id}`,
      state: stoppedFor ? "stopped" : "running",
      stateSince: stoppedFor ? daysBefore(today, stoppedFor) : home.createdAt,
      instanceType: spec.type,
      architecture: instanceTypes.find((each) => each.name === spec.type)?.architectures[0] ?? "x86_64",
      ...usual,
      ...pick(spec),
      autoScalingGroup: group ?? null,
      volumeIds: [root.facts.id],
    },
    use: loadOf(spec),
    ...(spec.loss && { loss: spec.loss }),
    expected: spec.expected,
  };
  return [instance, root];
}

const usual = { platform: "linux", lifecycle: "on-demand", tenancy: "default", measuredEvery: 300 } as const;

/** What a spec says otherwise than usual. */
function pick({ platform, lifecycle, tenancy }: InstanceSpec) {
  return { ...(platform && { platform }), ...(lifecycle && { lifecycle }), ...(tenancy && { tenancy }) };
}

function loadOf(spec: InstanceSpec): KnownResource["use"] {
  const { cpu, memory, hours = "always", network = TRAFFIC } = spec;
  const used = (busy: number): Use => (hours === "office" ? inOffice(busy, busy * QUIET_SHARE) : steadily(busy));
  return {
    ...(cpu && { cpu: used(cpu), "network in": used(network), "network out": used(network) }),
    ...(memory && { memory: steadily(memory) }),
    ...(cpu && !isOld(spec) && volumesUse(spec)),
  };
}

const isOld = ({ type }: InstanceSpec) => instanceTypes.some((each) => each.name === type && !each.currentGeneration);

const HOUR = 3600;

/** Half of it is read and half of it written. */
function volumesUse({ disk = { mbps: 12, iops: 80 } }: InstanceSpec): KnownResource["use"] {
  const bytes = steadily(((disk.mbps * 1e6) / 8 / 2) * HOUR);
  const operations = steadily((disk.iops / 2) * HOUR);
  return { "read operations": operations, "write operations": operations, "bytes read": bytes, "bytes written": bytes };
}

function madeRoot(spec: InstanceSpec, attachedTo: string, today: Day): KnownResource {
  const why = spec.stoppedFor ? "The advice is on its instance." : "gp3 fits it.";
  const expected = spec.tags?.rightsizing === "excluded" ? skipped("Excluded by its tag.") : optimal(why);
  const [sizeGib, iops] = spec.stoppedFor ? [200, 0] : [60, 40];
  return madeVolume({ ...spec, name: `${spec.name}-root`, type: "gp3", sizeGib, iops, attachedTo, expected }, today);
}
