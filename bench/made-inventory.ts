import type { CloudEstate } from "../lib/demo/cloud/estate";
import type { CloudResource } from "../lib/demo/cloud/inventory/resource";
import { hexDigits } from "../lib/demo/company/chance";
import { companyInventory, estateResources } from "../lib/demo/company/estate-resources";
import type { Day } from "../lib/focus/period";
import type { ResourceKind } from "../lib/sources/inventory";

export const benchAccounts = ["600000000001", "600000000002", "600000000003", "600000000004", "600000000005"];
export const benchRegions = ["eu-west-1", "us-east-1"];

/** What a large organisation has of each kind, in shares of a thousand. */
const mixture: Partial<Record<ResourceKind, number>> = {
  instance: 300,
  volume: 320,
  snapshot: 200,
  address: 60,
  "load balancer": 30,
  "nat gateway": 10,
  database: 70,
  bucket: 10,
};

/** An organisation of so many resources: copies of the demo company's, each with an id and an account of its own. */
export function madeInventory(count: number, today: Day): CloudEstate {
  const patterns = estateResources(today);
  const resources = Object.entries(mixture).flatMap(([kind, share]) => {
    const own = patterns.filter(({ facts }) => facts.kind === kind);
    return Array.from({ length: Math.round((count * share) / 1000) }, (_, index) =>
      copyOf(own[index % own.length], index),
    );
  });
  const accounts = benchAccounts.map((id) => ({ id, name: `bench-${id.slice(-1)}` }));
  const [payer = { id: "600000000001", name: "bench" }] = accounts;
  return { payer, accounts, today, chargesOf: () => [], inventory: { ...companyInventory(today), resources } };
}

function copyOf(pattern: CloudResource | undefined, index: number): CloudResource {
  if (!pattern) throw new Error("The company has a resource of every kind.");
  const { facts } = pattern;
  const account = benchAccounts[index % benchAccounts.length] ?? "";
  const region = benchRegions[Math.floor(index / benchAccounts.length) % benchRegions.length] ?? "";
  const own = (text: string) =>
    text
      .replace(/-0[0-9a-f]{16}$/, `-0${hexDigits(16, facts.kind, index)}`)
      .replace(`:${facts.region}:${facts.account}:`, `:${region}:${account}:`);
  const named = facts.kind === "database" || facts.kind === "load balancer" || facts.kind === "bucket";
  const marked = (text: string) => (named ? own(text).replace(facts.name, `${facts.name}-${index}`) : own(text));
  const name = named ? `${facts.name}-${index}` : facts.name;
  const copied = { ...facts, account, region, id: marked(facts.id), arn: marked(facts.arn), name };
  return { ...pattern, facts: copied as CloudResource["facts"] };
}
