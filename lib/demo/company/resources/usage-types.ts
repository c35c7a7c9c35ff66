import type { PricedThing } from "../../../sources/inventory";
import type { AwsServiceId } from "../aws-services";

/** How the bill names what a resource is paid for. */
export type Meter = {
  serviceId: AwsServiceId;
  usageType: string;
  operation: string;
  unit: string;
  instanceType?: string;
};

const GB = { serviceId: "ebs", unit: "GB-Mo" } as const;

/** AWS's bill calls io1 by an older name. */
const billedName = (volumeType: string) => (volumeType === "io1" ? "piops" : volumeType);

export function meterOf(of: PricedThing, used: Partial<Record<AwsServiceId, number>>): Meter {
  switch (of.kind) {
    case "instance":
      return instanceMeter(of, used);
    case "database": {
      const { instanceClass, engine, multiAz } = of;
      return {
        serviceId: "rds",
        usageType: `${multiAz ? "Multi-AZUsage" : "InstanceUsage"}:${instanceClass}`,
        operation: engine === "mysql" ? "CreateDBInstance:0002" : "CreateDBInstance:0014",
        unit: "Hrs",
        instanceType: instanceClass,
      };
    }
    case "address":
      return { serviceId: "vpc", usageType: "PublicIPv4:IdleAddress", operation: "AllocateAddressVPC", unit: "Hrs" };
    case "load balancer": {
      const operation = of.balancerType === "application" ? "LoadBalancing:Application" : "LoadBalancing:Network";
      return { serviceId: "elb", usageType: "LoadBalancerUsage", operation, unit: "Hrs" };
    }
    case "nat gateway":
      return { serviceId: "nat", usageType: "NatGateway-Hours", operation: "NatGateway", unit: "Hrs" };
    case "nat gateway traffic":
      return { serviceId: "nat", usageType: "NatGateway-Bytes", operation: "NatGateway", unit: "GB" };
    case "bucket storage":
      return { serviceId: "s3", usageType: "TimedStorage-ByteHrs", operation: "StandardStorage", unit: "GB-Mo" };
    default:
      return storageMeter(of);
  }
}

type Instance = Extract<PricedThing, { kind: "instance" }>;

/** An account's machines are booked as the kind that it has most of. */
function instanceMeter({ instanceType, platform }: Instance, used: Partial<Record<AwsServiceId, number>>): Meter {
  const kinds = ["batchEc2", "gpuEc2", "ec2"] as const;
  const isGpu = instanceType.startsWith("g");
  const own = kinds.find((kind) => used[kind] !== undefined && (kind === "gpuEc2") === isGpu);
  return {
    serviceId: own ?? "ec2",
    usageType: `BoxUsage:${instanceType}`,
    operation: platform === "windows" ? "RunInstances:0002" : "RunInstances",
    unit: "Hrs",
    instanceType,
  };
}

type Storage = Extract<PricedThing, { kind: "volume" | "volume iops" | "volume throughput" | "snapshot" }>;

function storageMeter(of: Storage): Meter {
  if (of.kind === "snapshot") {
    const usageType = of.tier === "archive" ? "EBS:SnapshotArchiveStorage" : "EBS:SnapshotUsage";
    return { ...GB, usageType, operation: "CreateSnapshot" };
  }
  const name = billedName(of.volumeType);
  const operation = `CreateVolume-${name[0]?.toUpperCase()}${name.slice(1)}`;
  if (of.kind === "volume") return { ...GB, usageType: `EBS:VolumeUsage.${name}`, operation };
  if (of.kind === "volume iops") {
    return { serviceId: "ebs", usageType: `EBS:VolumeP-IOPS.${name}`, operation, unit: "IOPS-Mo" };
  }
  return { serviceId: "ebs", usageType: `EBS:VolumeP-Throughput.${name}`, operation, unit: "MiBps-Mo" };
}
