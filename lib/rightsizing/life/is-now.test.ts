import { expect, it } from "vitest";
import { isNow } from "./is-now";

const fast = "gp3 100 GiB, 6000 IOPS, 250 MiB/s";
const slow = "gp3 100 GiB, 3000 IOPS, 125 MiB/s";

it.each([
  ["another size", "m6i.xlarge", { current: "m6i.2xlarge", target: "m6i.xlarge" }],
  ["another size, and stopped", "m6i.xlarge", { current: "m6i.2xlarge, stopped", target: "m6i.xlarge" }],
  [
    "another kind of volume, faster than was advised",
    "gp3 100 GiB, 4000 IOPS, 125 MiB/s",
    { current: "gp2 100 GiB", target: slow },
  ],
  ["the same kind with less of it", slow, { current: fast, target: slow }],
  ["less still", slow, { current: fast, target: "gp3 100 GiB, 4000 IOPS, 125 MiB/s" }],
  [
    "in the provider's words",
    slow,
    {
      current: "gp3/100.0 GB storage/6000 IOPS/250.0 MB/s throughput",
      target: "gp3/100.0 GB storage/3000 IOPS/125.0 MB/s throughput",
    },
  ],
])("is what was advised: %s", (_how, spec, advised) => {
  expect(isNow(spec, advised)).toBe(true);
});

it.each([
  ["nothing changed", fast, { current: fast, target: slow }],
  ["half of it changed", "gp3 100 GiB, 3000 IOPS, 250 MiB/s", { current: fast, target: slow }],
  ["it became larger", "gp3 100 GiB, 9000 IOPS, 250 MiB/s", { current: fast, target: slow }],
  ["another size than the one advised", "m6i.large", { current: "m6i.2xlarge", target: "m6i.xlarge" }],
  ["deletion is seen elsewhere", "m6i.large", { current: "m6i.large", target: "Terminated" }],
  ["nothing is known", "", { current: fast, target: slow }],
])("is not: %s", (_why, spec, advised) => {
  expect(isNow(spec, advised)).toBe(false);
});
