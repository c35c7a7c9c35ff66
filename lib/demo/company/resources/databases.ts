import type { Day } from "../../../focus/period";
import { arm, type Expected, idle, night, optimal, over, skipped, tooSmall } from "./expected";
import { type Home, homeOf, inOffice, type KnownResource, steadily } from "./known";
import { instanceTypes } from "./price-list";

type DatabaseSpec = Home & {
  name: string;
  class: string;
  engine?: string;
  multiAz?: true;
  cpu: number;
  /** Percent in use. */
  memory: number;
  connections: number;
  hours?: "office";
  replicaOf?: string;
  state?: string;
  expected: Expected;
};

const specs: readonly DatabaseSpec[] = [
  {
    name: "orders",
    account: "storefront-prod",
    class: "db.r6g.2xlarge",
    cpu: 20,
    memory: 30,
    connections: 80,
    multiAz: true,
    expected: over("db.r6g.xlarge"),
  },
  {
    name: "customers",
    account: "storefront-prod",
    class: "db.r6g.xlarge",
    cpu: 30,
    memory: 75,
    connections: 120,
    expected: optimal("The processor is idle, but all of its memory is needed."),
  },
  {
    name: "customers-replica",
    account: "storefront-prod",
    class: "db.r6g.xlarge",
    cpu: 25,
    memory: 75,
    connections: 0,
    replicaOf: "customers",
    expected: optimal("A replica is kept although nobody connects."),
  },
  {
    name: "ledger",
    account: "payments-prod",
    class: "db.m6i.large",
    cpu: 70,
    memory: 70,
    connections: 60,
    expected: arm("db.m6g.large"),
  },
  {
    name: "tracking",
    account: "logistics-prod",
    class: "db.m6g.2xlarge",
    engine: "mysql",
    cpu: 18,
    memory: 35,
    connections: 45,
    expected: over("db.r6g.large", "Its memory is needed and its processors are not."),
  },
  {
    name: "old-crm",
    account: "logistics-prod",
    class: "db.m6g.large",
    cpu: 2,
    memory: 40,
    connections: 0,
    expected: idle("Nobody connected to it."),
  },
  {
    name: "sessions",
    account: "payments-prod",
    class: "db.t4g.medium",
    cpu: 97,
    memory: 60,
    connections: 90,
    expected: tooSmall("Its processors are used up."),
  },
  {
    name: "staging-orders",
    account: "storefront-staging",
    class: "db.m6g.large",
    cpu: 75,
    memory: 75,
    connections: 10,
    hours: "office",
    expected: night,
  },
  {
    name: "new-returns",
    account: "payments-prod",
    class: "db.m6g.large",
    cpu: 10,
    memory: 20,
    connections: 5,
    age: 4,
    expected: skipped("It is too new."),
  },
  {
    name: "paused-report",
    account: "logistics-staging",
    class: "db.m6g.large",
    cpu: 0,
    memory: 0,
    connections: 0,
    state: "stopped",
    expected: skipped("AWS does not tell since when it is stopped."),
  },
];

function madeDatabase(spec: DatabaseSpec, today: Day): KnownResource {
  const { tags, ...home } = homeOf(spec.name, spec, today);
  const arn = `arn:aws:rds:${home.region}:${home.account}:db:${spec.name}`;
  const isRunning = spec.state === undefined;
  const used = (busy: number) => (spec.hours === "office" ? inOffice(busy, busy * 0.02) : steadily(busy));
  const type = instanceTypes.find(({ name }) => `db.${name}` === spec.class);
  const free = (type?.memoryMib ?? 0) * 1_048_576 * (1 - spec.memory / 100);
  return {
    facts: {
      kind: "database",
      ...home,
      tags: withoutName(tags),
      id: arn,
      arn,
      state: spec.state ?? "available",
      stateSince: null,
      instanceClass: spec.class,
      engine: spec.engine ?? "postgres",
      multiAz: spec.multiAz ?? false,
      storageType: "gp3",
      storageGib: 200,
      iops: null,
      replicaOf: spec.replicaOf ?? null,
      cluster: null,
    },
    use: isRunning
      ? {
          cpu: used(spec.cpu),
          connections: used(spec.connections),
          // Told by its minimum, which is 0.7 of what it is at most.
          "free memory": steadily(free / 0.7),
          "read operations": used(80),
          "write operations": used(40),
        }
      : {},
    expected: spec.expected,
  };
}

/** Databases are named by themselves and not by a tag. */
function withoutName({ Name: _name, ...tags }: Record<string, string>): Record<string, string> {
  return tags;
}

export const databases = (today: Day): KnownResource[] => specs.map((spec) => madeDatabase(spec, today));
