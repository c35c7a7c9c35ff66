import type { InstanceType } from "../../../sources/inventory";
import { unknownOperation } from "../aws-error";
import type { Xml } from "../xml";
import { type Asked, ec2Tags, formOf, mostOf, type OfKind, partOf, resourcesOf } from "./asked";

type Answer = { [name: string]: Xml };

const operations: Record<string, (asked: Asked) => Answer> = {
  "ec2:DescribeRegions": ({ inventory }) => ({
    regionInfo: { item: inventory.regions.map((regionName) => ({ regionName, optInStatus: "opt-in-not-required" })) },
  }),
  "ec2:DescribeInstances": (asked) =>
    listed(asked, resourcesOf(asked, "instance"), { name: "reservationSet", write: reservation }),
  "ec2:DescribeVolumes": (asked) => listed(asked, resourcesOf(asked, "volume"), { name: "volumeSet", write: volume }),
  "ec2:DescribeSnapshots": (asked) =>
    listed(asked, resourcesOf(asked, "snapshot"), { name: "snapshotSet", write: snapshot }),
  "ec2:DescribeImages": (asked) => ({ imagesSet: { item: images(asked) } }),
  "ec2:DescribeAddresses": (asked) => ({ addressesSet: { item: resourcesOf(asked, "address").map(address) } }),
  "ec2:DescribeNatGateways": (asked) =>
    listed(asked, resourcesOf(asked, "nat gateway"), { name: "natGatewaySet", write: natGateway }),
  "ec2:DescribeInstanceTypes": (asked) =>
    listed(asked, asked.inventory.types, { name: "instanceTypeSet", write: instanceType }),
};

export function ec2Answer(asked: Asked): Answer {
  const operation = operations[asked.from.operation];
  if (!operation) throw unknownOperation(asked.from.operation);
  return operation(asked);
}

type Writing<T> = { name: string; write: (each: T) => Answer };

function listed<T>(asked: Asked, list: readonly T[], { name, write }: Writing<T>): Answer {
  const form = formOf(asked);
  const { part, next } = partOf(list, form.get("NextToken"), asked, mostOf(form, "MaxResults", 1000));
  return { [name]: { item: part.map(write) }, nextToken: next };
}

const codes = { pending: 0, running: 16, stopping: 64, stopped: 80 };
const platformNames = {
  linux: "Linux/UNIX",
  rhel: "Red Hat Enterprise Linux",
  suse: "SUSE Linux",
  windows: "Windows",
};

const lastPart = (arn: string) => arn.slice(arn.lastIndexOf("/") + 1);

function reservation({ facts }: OfKind<"instance">): Answer {
  const started = facts.state === "running" ? (facts.stateSince ?? facts.createdAt) : facts.createdAt;
  const since = facts.stateSince?.toISOString().slice(0, 19).replace("T", " ");
  const instance = {
    instanceId: facts.id,
    instanceState: { code: codes[facts.state], name: facts.state },
    instanceType: facts.instanceType,
    launchTime: started,
    reason: facts.state === "stopped" && since ? `User initiated (${since} GMT)` : "",
    monitoring: { state: facts.measuredEvery === 60 ? "enabled" : "disabled" },
    placement: { availabilityZone: `${facts.region}a`, tenancy: facts.tenancy },
    platform: facts.platform === "windows" ? "windows" : undefined,
    platformDetails: platformNames[facts.platform],
    architecture: facts.architecture,
    instanceLifecycle: facts.lifecycle === "on-demand" ? undefined : facts.lifecycle,
    blockDeviceMapping: {
      item: facts.volumeIds.map((volumeId) => ({
        deviceName: "/dev/xvda",
        ebs: { volumeId, status: "attached", attachTime: facts.createdAt },
      })),
    },
    tagSet: ec2Tags(facts.tags),
  };
  return { ownerId: facts.account, instancesSet: { item: instance } };
}

function volume({ facts }: OfKind<"volume">): Answer {
  const attachment = facts.attachedTo && {
    volumeId: facts.id,
    instanceId: facts.attachedTo,
    status: "attached",
    attachTime: facts.stateSince ?? facts.createdAt,
  };
  return {
    volumeId: facts.id,
    volumeType: facts.volumeType,
    size: facts.sizeGib,
    status: facts.state,
    createTime: facts.createdAt,
    iops: facts.iops,
    throughput: facts.throughput,
    attachmentSet: attachment ? { item: attachment } : undefined,
    tagSet: ec2Tags(facts.tags),
  };
}

function snapshot({ facts }: OfKind<"snapshot">): Answer {
  return {
    snapshotId: lastPart(facts.arn),
    volumeId: facts.volumeId ?? "vol-ffffffff",
    volumeSize: facts.sizeGib,
    status: facts.state,
    startTime: facts.createdAt,
    ownerId: facts.account,
    storageTier: facts.tier,
    tagSet: ec2Tags(facts.tags),
  };
}

function images(asked: Asked): Answer[] {
  return resourcesOf(asked, "snapshot").flatMap(({ facts }) =>
    facts.usedByImages.map((imageId) => ({
      imageId,
      blockDeviceMapping: { item: { deviceName: "/dev/xvda", ebs: { snapshotId: lastPart(facts.arn) } } },
    })),
  );
}

function address({ facts }: OfKind<"address">): Answer {
  return {
    publicIp: facts.publicIp,
    allocationId: lastPart(facts.arn),
    domain: "vpc",
    instanceId: facts.associatedWith,
    associationId: facts.associatedWith && `eipassoc-${facts.publicIp.replaceAll(".", "")}`,
    tagSet: ec2Tags(facts.tags),
  };
}

function natGateway({ facts }: OfKind<"nat gateway">): Answer {
  return {
    natGatewayId: lastPart(facts.arn),
    state: facts.state,
    vpcId: facts.vpcId,
    createTime: facts.createdAt,
    tagSet: ec2Tags(facts.tags),
  };
}

function instanceType(type: InstanceType): Answer {
  const bandwidth = { baselineBandwidthInMbps: type.ebsMbps, baselineIops: type.ebsIops };
  return {
    instanceType: type.name,
    currentGeneration: type.currentGeneration,
    bareMetal: type.hypervisor === "metal",
    hypervisor: type.hypervisor === "metal" ? undefined : type.hypervisor,
    burstablePerformanceSupported: type.burstable,
    processorInfo: { supportedArchitectures: { item: type.architectures } },
    vCpuInfo: { defaultVCpus: type.vcpus },
    memoryInfo: { sizeInMiB: type.memoryMib },
    instanceStorageInfo: type.localStorageGb > 0 ? { totalSizeInGB: type.localStorageGb } : undefined,
    gpuInfo: type.gpus > 0 ? { gpus: { item: { count: type.gpus } } } : undefined,
    ebsInfo: type.ebsMbps ? { ebsOptimizedInfo: bandwidth } : undefined,
    networkInfo: { networkCards: { item: { baselineBandwidthInGbps: type.networkGbps } } },
  };
}
