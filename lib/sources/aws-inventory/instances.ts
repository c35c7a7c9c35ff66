import { DescribeInstancesCommand } from "@aws-sdk/client-ec2";
import { z } from "zod";
import type { Instance, Platform } from "../inventory";
import type { Here } from "./clients";
import { described, ec2Arn, Tags, Time } from "./described";
import type { Facts, Lister } from "./lister";

const Described = z.object({
  InstanceId: z.string(),
  InstanceType: z.string(),
  State: z.object({ Name: z.string() }),
  LaunchTime: Time,
  StateTransitionReason: z.string().default(""),
  PlatformDetails: z.string().default("Linux/UNIX"),
  Architecture: z.string().default("x86_64"),
  InstanceLifecycle: z.string().optional(),
  Monitoring: z.object({ State: z.string().default("disabled") }).prefault({}),
  Placement: z.object({ Tenancy: z.enum(["default", "dedicated", "host"]).default("default") }).prefault({}),
  BlockDeviceMappings: z
    .array(z.object({ Ebs: z.object({ VolumeId: z.string().optional(), AttachTime: Time }).optional() }))
    .default([]),
  Tags,
});

const Page = z.object({
  Reservations: z.array(z.object({ Instances: z.array(Described).default([]) })).default([]),
  NextToken: z.string().nullish(),
});

// A page's metrics are asked for and held together: 250 instances are some 4 MB of points.
const PAGE = 250;

const states = ["pending", "running", "stopping", "stopped"] as const;

export const instances: Lister = {
  step: "instances",
  what: "instance",
  permission: "ec2:DescribeInstances",
  isListedTwice: true,
  list: async (here, token) => {
    const asked = new DescribeInstancesCommand({ MaxResults: PAGE, ...(token ? { NextToken: token } : {}) });
    const page = described(Page, await here.ec2.send(asked, { abortSignal: here.signal }), "instances");
    const all = page.Reservations.flatMap(({ Instances }) => Instances);
    return { resources: all.flatMap((each) => instanceOf(each, here)), next: page.NextToken || null, problems: [] };
  },
};

/** Terminated instances are listed for another hour and cost nothing. */
function instanceOf(found: z.output<typeof Described>, here: Here): Facts<Instance>[] {
  const state = states.find((each) => each === found.State.Name);
  if (!state) return [];
  const { InstanceId: id, Tags: tags, LaunchTime, BlockDeviceMappings: devices } = found;
  return [
    {
      kind: "instance",
      account: here.account,
      region: here.region,
      id,
      arn: ec2Arn(here, `instance/${id}`),
      name: tags.Name || id,
      tags,
      createdAt: earliest([LaunchTime, ...devices.map(({ Ebs }) => Ebs?.AttachTime ?? null)]),
      state,
      stateSince: state === "running" ? LaunchTime : transitionTime(found.StateTransitionReason),
      instanceType: found.InstanceType,
      platform: platformOf(found.PlatformDetails),
      architecture: found.Architecture === "arm64" ? "arm64" : "x86_64",
      lifecycle: lifecycleOf(found.InstanceLifecycle),
      tenancy: found.Placement.Tenancy,
      autoScalingGroup: tags["aws:autoscaling:groupName"] ?? null,
      measuredEvery: found.Monitoring.State === "enabled" ? 60 : 300,
      volumeIds: devices.flatMap(({ Ebs }) => Ebs?.VolumeId ?? []),
    },
  ];
}

/** A start moves the launch time; the root volume was attached when the instance was made. */
function earliest(times: (Date | null)[]): Date | null {
  const known = times.filter((time) => time !== null).sort((left, right) => left.getTime() - right.getTime());
  return known[0] ?? null;
}

/** "User initiated (2026-09-14 07:31:02 GMT)": the only place where AWS tells since when an instance is stopped. */
function transitionTime(reason: string): Date | null {
  const [, day, time] = /\((\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) GMT\)/.exec(reason) ?? [];
  return day && time ? new Date(`${day}T${time}Z`) : null;
}

function platformOf(details: string): Platform {
  if (/windows/i.test(details)) return "windows";
  if (/red hat/i.test(details)) return "rhel";
  return /suse/i.test(details) ? "suse" : "linux";
}

function lifecycleOf(told: string | undefined): Instance["lifecycle"] {
  return told === "spot" || told === "capacity-block" ? told : "on-demand";
}
