import { idle, optimal, skipped, stopped } from "./expected";
import { vm } from "./instance-spec";

const QUIET = 40_000;
const unused = idle("Below 5 % of processor and 5 MB a day for two weeks.");

/** Instances that should go, stay as they are, or are left out. */
export const instancesToKeep = [
  vm(
    "session-store",
    "storefront-prod",
    "r6g.xlarge",
    { cpu: 8, memory: 80 },
    optimal("The processor is idle, but all of its memory is needed."),
  ),
  vm(
    "print-server",
    "payments-prod",
    "m6i.xlarge",
    { platform: "windows", cpu: 10 },
    skipped("Memory is not measured."),
  ),
  vm("feed-reader", "recommendations-prod", "m6g.xlarge", { cpu: 12 }, skipped("Memory is not measured.")),
  vm("edge-probe", "platform-observability", "m6i.large", {}, skipped("There are no measurements.")),
  vm(
    "canary",
    "platform-observability",
    "m6i.large",
    { cpu: 20, memory: 30, loss: { kind: "one point" } },
    skipped("There is one measurement only."),
  ),
  vm(
    "broken-agent",
    "platform-observability",
    "m6i.large",
    { cpu: 20, memory: 30, loss: { kind: "nan" } },
    skipped("Its measurements are no numbers."),
  ),
  vm("legacy-import", "storefront-prod/eu-west-1", "m6i.xlarge", { cpu: 2, memory: 12, network: QUIET }, unused),
  vm("old-bastion", "payments-prod", "t3.medium", { cpu: 1.5, network: QUIET }, unused),
  vm("load-generator", "storefront-staging", "c6i.2xlarge", { cpu: 1.2, memory: 8, network: QUIET }, unused),
  vm("notebook", "sandbox", "m6i.2xlarge", { cpu: 1, memory: 9, network: QUIET }, unused),
  vm("proof-of-concept", "recommendations-prod", "r6i.xlarge", { cpu: 3, memory: 10, network: QUIET }, unused),
  vm("migration-helper", "logistics-staging", "m6i.2xlarge", { stoppedFor: 75 }, stopped),
  vm("old-build-agent", "platform-ci", "c6i.xlarge", { stoppedFor: 160 }, stopped),
  vm("demo-shop", "sandbox", "m6i.large", { stoppedFor: 33 }, stopped),
  vm("reindex-once", "storefront-prod", "m6i.large", { stoppedFor: 5 }, optimal("Stopped for a few days only.")),
  vm("gateway-1", "storefront-prod", "m6g.large", { cpu: 70, memory: 75 }, optimal("Its size is right.")),
  vm("gateway-2", "storefront-prod/eu-west-1", "m6g.large", { cpu: 70, memory: 75 }, optimal("Its size is right.")),
  vm("ranker", "recommendations-prod", "c6g.xlarge", { cpu: 75, memory: 75 }, optimal("Its size is right.")),
  vm(
    "terminal-server",
    "payments-prod",
    "m6i.large",
    { platform: "windows", cpu: 70, memory: 70 },
    optimal("Its size is right."),
  ),
  vm("loyalty-api", "storefront-prod", "m6i.2xlarge", { cpu: 8, memory: 10, age: 3 }, skipped("It is too new.")),
  vm("returns-api", "payments-prod", "m6i.xlarge", { cpu: 8, memory: 10, age: 9 }, skipped("It is too new.")),
  vm("training-1", "data-platform-prod", "r6i.4xlarge", { cpu: 10, memory: 10, lifecycle: "spot" }, skipped("Spot.")),
  vm("training-2", "data-platform-prod", "r6i.4xlarge", { cpu: 10, memory: 10, lifecycle: "spot" }, skipped("Spot.")),
  vm(
    "ci-runner-1",
    "platform-ci",
    "c6i.2xlarge",
    { cpu: 9, memory: 12, group: "ci-runners" },
    skipped("Part of an auto-scaling group."),
  ),
  vm(
    "ci-runner-2",
    "platform-ci",
    "c6i.2xlarge",
    { cpu: 9, memory: 12, group: "ci-runners" },
    skipped("Part of an auto-scaling group."),
  ),
  vm(
    "ci-runner-3",
    "platform-ci",
    "c6i.2xlarge",
    { cpu: 9, memory: 12, group: "ci-runners" },
    skipped("Part of an auto-scaling group."),
  ),
  vm(
    "vendor-appliance",
    "platform-observability",
    "m6i.2xlarge",
    { cpu: 6, memory: 10, tags: { rightsizing: "excluded" } },
    skipped("Excluded by its tag."),
  ),
  vm(
    "licensed-host",
    "payments-prod",
    "m6i.xlarge",
    { cpu: 10, memory: 10, tenancy: "host" },
    skipped("On a dedicated host."),
  ),
  vm(
    "vision-model",
    "recommendations-dev",
    "g5.4xlarge",
    { cpu: 10, memory: 20 },
    skipped("Its accelerator is not measured."),
  ),
];
