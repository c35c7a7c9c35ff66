import { startCloud } from "../lib/demo/cloud-server";
import { madeInventory } from "./made-inventory";

/** The other end of the wire, in a process of its own so that its memory is not counted. */
const [, , count = "50000", today = "2026-11-22"] = process.argv;

const cloud = await startCloud(madeInventory(Number(count), today), {
  faults: [
    { kind: "throttled", operation: "cloudwatch:GetMetricData", after: 50, times: 5 },
    { kind: "throttled", operation: "ec2:DescribeVolumes", after: 4, times: 4 },
  ],
});
console.log(cloud.url);
process.stdin.resume().on("end", () => process.exit(0));
