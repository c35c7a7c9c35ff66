import type { Day } from "../../../focus/period";
import type { LoadBalancer } from "../../../sources/inventory";
import { hexDigits } from "../chance";
import { type Expected, idle, optimal, outdated, skipped, unused } from "./expected";
import { type Home, homeOf, type KnownResource, shortId, steadily } from "./known";

type Named = Home & { name: string; expected: Expected };

type SnapshotSpec = Named & { sizeGib: number; tier?: "archive"; images?: string[]; isCopy?: true };
const snapshotSpecs: SnapshotSpec[] = [
  { name: "before-migration", account: "storefront-prod", age: 420, sizeGib: 500, expected: outdated },
  { name: "old-search-backup", account: "platform-observability", age: 300, sizeGib: 800, expected: outdated },
  { name: "copied-from-ireland", account: "payments-prod", age: 130, sizeGib: 200, isCopy: true, expected: outdated },
  { name: "audit-2024", account: "payments-prod", age: 600, sizeGib: 2000, tier: "archive", expected: outdated },
  {
    name: "golden-image",
    account: "platform-ci",
    age: 350,
    sizeGib: 60,
    images: ["ami-0a1b2c3d4e5f60718"],
    expected: skipped("An image starts from it."),
  },
  { name: "last-week", account: "storefront-prod", age: 7, sizeGib: 200, expected: optimal("It is a week old.") },
];

function madeSnapshot({ sizeGib, tier, images = [], isCopy, ...spec }: SnapshotSpec, today: Day): KnownResource {
  const home = homeOf(spec.name, spec, today);
  const arn = `arn:aws:ec2:${home.region}:${home.account}:snapshot/${shortId("snap", spec.name)}`;
  return {
    facts: {
      kind: "snapshot",
      ...home,
      id: arn,
      arn,
      state: "completed",
      stateSince: home.createdAt,
      volumeId: isCopy ? null : shortId("vol", spec.name, "gone"),
      sizeGib,
      tier: tier ?? "standard",
      usedByImages: images,
    },
    use: {},
    expected: spec.expected,
  };
}

type AddressSpec = Named & { ip: string; usedBy?: string };
const addressSpecs: AddressSpec[] = [
  { name: "old-vpn", account: "platform-network", ip: "198.51.100.17", expected: unused },
  { name: "partner-allowlist", account: "payments-prod", ip: "198.51.100.52", expected: unused },
  { name: "spare", account: "sandbox", ip: "198.51.100.90", expected: unused },
  {
    name: "gateway-address",
    account: "storefront-prod",
    ip: "198.51.100.4",
    usedBy: "gateway-1",
    expected: optimal("It is used."),
  },
];

function madeAddress({ ip, usedBy, ...spec }: AddressSpec, today: Day): KnownResource {
  const home = homeOf(spec.name, spec, today);
  const arn = `arn:aws:ec2:${home.region}:${home.account}:elastic-ip/${shortId("eipalloc", spec.name)}`;
  const associatedWith = usedBy ? shortId("i", usedBy) : null;
  const state = associatedWith ? "associated" : "free";
  const more = { id: arn, arn, createdAt: null, state, stateSince: null, publicIp: ip, associatedWith };
  return { facts: { kind: "address", ...home, ...more }, use: {}, expected: spec.expected };
}

type BalancerSpec = Named & { type: LoadBalancer["balancerType"]; targets: number; requests: number };
const balancerSpecs: BalancerSpec[] = [
  {
    name: "shop-front",
    account: "storefront-prod",
    type: "application",
    targets: 4,
    requests: 90_000,
    expected: optimal("It is used."),
  },
  {
    name: "partner-api",
    account: "payments-prod",
    type: "application",
    targets: 2,
    requests: 0,
    expected: idle("It has no requests."),
  },
  {
    name: "old-tracking",
    account: "logistics-prod",
    type: "application",
    targets: 0,
    requests: 0,
    expected: idle("It has no targets."),
  },
  {
    name: "legacy-tcp",
    account: "platform-network",
    type: "network",
    targets: 1,
    requests: 0,
    expected: idle("It has no connections."),
  },
  {
    name: "new-returns",
    account: "payments-prod",
    type: "application",
    age: 2,
    targets: 0,
    requests: 0,
    expected: skipped("It is too new."),
  },
];

function madeBalancer({ type, targets, requests, ...spec }: BalancerSpec, today: Day): KnownResource {
  const home = homeOf(spec.name, spec, today);
  const short = type === "application" ? "app" : "net";
  const part = `loadbalancer/${short}/${spec.name}/${hexDigits(16, "load balancer", spec.name)}`;
  const arn = `arn:aws:elasticloadbalancing:${home.region}:${home.account}:${part}`;
  const registered = { registered: targets, healthy: targets };
  const more = { id: arn, arn, state: "active", stateSince: null, balancerType: type, targets: registered };
  return {
    facts: { kind: "load balancer", ...home, ...more },
    use: { requests: steadily(requests), "bytes processed": steadily(requests * 5000) },
    expected: spec.expected,
  };
}

type GatewaySpec = Named & { bytes: number };
const gatewaySpecs: GatewaySpec[] = [
  { name: "egress-main", account: "platform-network", bytes: 40_000_000_000, expected: optimal("It is used.") },
  { name: "egress-old-vpc", account: "platform-network", bytes: 0, expected: idle("Nothing goes through it.") },
  {
    name: "egress-payments",
    account: "payments-prod",
    region: "eu-west-1",
    bytes: 900,
    expected: idle("Next to nothing goes through it."),
  },
];

function madeGateway({ bytes, ...spec }: GatewaySpec, today: Day): KnownResource {
  const home = homeOf(spec.name, spec, today);
  const arn = `arn:aws:ec2:${home.region}:${home.account}:natgateway/${shortId("nat", spec.name)}`;
  const vpcId = shortId("vpc", spec.account);
  return {
    facts: { kind: "nat gateway", ...home, id: arn, arn, state: "available", stateSince: home.createdAt, vpcId },
    use: { "network out": steadily(bytes), "network in": steadily(bytes) },
    expected: spec.expected,
  };
}

export function smallThings(today: Day): KnownResource[] {
  return [
    ...snapshotSpecs.map((spec) => madeSnapshot(spec, today)),
    ...addressSpecs.map((spec) => madeAddress(spec, today)),
    ...balancerSpecs.map((spec) => madeBalancer(spec, today)),
    ...gatewaySpecs.map((spec) => madeGateway(spec, today)),
  ];
}
