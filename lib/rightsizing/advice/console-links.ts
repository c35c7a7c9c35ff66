import type { Resource } from "../../sources/inventory";
import type { Stepped } from "./steps";

const pages: Record<Resource["kind"], (id: string) => string> = {
  instance: (id) => `ec2/home#InstanceDetails:instanceId=${id}`,
  database: (id) => `rds/home#database:id=${id}`,
  volume: (id) => `ec2/home#VolumeDetails:volumeId=${id}`,
  snapshot: (id) => `ec2/home#SnapshotDetails:snapshotId=${id}`,
  address: (id) => `ec2/home#ElasticIpDetails:AllocationId=${id}`,
  "load balancer": () => "ec2/home#LoadBalancers:",
  "nat gateway": (id) => `vpcconsole/home#NatGatewayDetails:natGatewayId=${id}`,
  bucket: (id) => `s3/buckets/${id}?tab=management`,
};

/** The page of a resource in the provider's console. */
export function consoleOf({ kind, id, region }: Pick<Stepped, "kind" | "id" | "region">): string {
  return consoleAt(pages[kind](encodeURIComponent(id.split(/[/:]/).at(-1) ?? id)), region);
}

/** A page of the AWS console in a region. */
export function consoleAt(page: string, region: string): string {
  const [path, hash] = page.split("#");
  const query = `region=${encodeURIComponent(region)}`;
  const joined = path?.includes("?") ? `${path}&${query}` : `${path}?${query}`;
  return `https://console.aws.amazon.com/${joined}${hash ? `#${hash}` : ""}`;
}
