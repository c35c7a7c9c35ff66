import type { Instance } from "../../../sources/inventory";
import type { Loss } from "../../cloud/inventory/resource";
import type { Expected } from "./expected";
import type { Home } from "./known";

/** How an instance is used, and what is unusual about it. */
type Story = Pick<Home, "age" | "tags"> & {
  /** Percent at its busiest; what is left out is not measured. */
  cpu?: number;
  memory?: number;
  /** Nothing outside office hours, or all day. */
  hours?: "always" | "office";
  /** Bytes an hour, in and out. */
  network?: number;
  /** What it exchanges with its volumes, in megabits and operations a second. */
  disk?: { mbps: number; iops: number };
  platform?: Instance["platform"];
  lifecycle?: Instance["lifecycle"];
  tenancy?: Instance["tenancy"];
  group?: string;
  stoppedFor?: number;
  loss?: Loss;
};

export type InstanceSpec = Home & Story & { name: string; type: string; expected: Expected };

/** A virtual machine; its place is the name of its account, with its region where that is not Virginia. */
export function vm(name: string, place: string, type: string, story: Story, expected: Expected): InstanceSpec {
  const [account = "", region = "us-east-1"] = place.split("/");
  return { name, account, region, type, ...story, expected };
}
