import {
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { z } from "zod";
import type { InventoryProblem, LoadBalancer } from "../inventory";
import type { Here } from "./clients";
import { described, Tags, Time } from "./described";
import type { Facts, Lister } from "./lister";
import { disappeared, isGone } from "./problems";

const Balancers = z.object({
  LoadBalancers: z
    .array(
      z.object({
        LoadBalancerArn: z.string(),
        LoadBalancerName: z.string(),
        Type: z.enum(["application", "network", "gateway"]),
        CreatedTime: Time,
        State: z.object({ Code: z.string().default("active") }).prefault({}),
      }),
    )
    .default([]),
  NextMarker: z.string().nullish(),
});
type Balancer = z.output<typeof Balancers>["LoadBalancers"][number];

const Groups = z.object({
  TargetGroups: z
    .array(z.object({ TargetGroupArn: z.string(), LoadBalancerArns: z.array(z.string()).default([]) }))
    .default([]),
  NextMarker: z.string().nullish(),
});
const Health = z.object({
  TargetHealthDescriptions: z.array(z.object({ TargetHealth: z.object({ State: z.string() }) })).default([]),
});
const TagLists = z.object({ TagDescriptions: z.array(z.object({ ResourceArn: z.string(), Tags })).default([]) });

const PAGE = 400;
/** AWS gives the tags of so many in one answer. */
const TAGGED = 20;

export const loadBalancers: Lister = {
  step: "load balancers",
  what: "load balancer",
  permission: "elasticloadbalancing:DescribeLoadBalancers",
  list: async (here, token) => {
    const asked = { PageSize: PAGE, ...(token ? { Marker: token } : {}) };
    const answer = await here.balancers.send(new DescribeLoadBalancersCommand(asked), { abortSignal: here.signal });
    const page = described(Balancers, answer, "load balancers");
    const groups = await groupsByBalancer(here);
    const problems: InventoryProblem[] = [];
    const tags = await tagsOf(page.LoadBalancers, here);
    const resources: Facts<LoadBalancer>[] = [];
    for (const balancer of page.LoadBalancers) {
      const arn = balancer.LoadBalancerArn;
      const own = tags.get(arn);

      if (own)
        resources.push(
          balancerOf(balancer, { here, tags: own, targets: await targetsOf(groups.get(arn) ?? [], here) }),
        );
      else problems.push(disappeared(here, "load balancer", arn));
    }
    return { resources, next: page.NextMarker || null, problems };
  },
};

type Belongings = { here: Here; tags: Record<string, string>; targets: LoadBalancer["targets"] };

function balancerOf(balancer: Balancer, { here, tags, targets }: Belongings): Facts<LoadBalancer> {
  return {
    kind: "load balancer",
    account: here.account,
    region: here.region,
    id: balancer.LoadBalancerArn,
    arn: balancer.LoadBalancerArn,
    name: balancer.LoadBalancerName,
    tags,
    createdAt: balancer.CreatedTime,
    state: balancer.State.Code,
    stateSince: null,
    balancerType: balancer.Type,
    targets,
  };
}

/** Tags by ARN; what is not among them is gone. One balancer that is gone spoils the answer for its whole batch. */
async function tagsOf(balancers: Balancer[], here: Here): Promise<Map<string, Record<string, string>>> {
  const tags = new Map<string, Record<string, string>>();
  for (let at = 0; at < balancers.length; at += TAGGED) {
    const arns = balancers.slice(at, at + TAGGED).map(({ LoadBalancerArn }) => LoadBalancerArn);
    for (const found of await tagLists(arns, here)) tags.set(found.ResourceArn, found.Tags);
  }
  return tags;
}

async function tagLists(arns: string[], here: Here): Promise<z.output<typeof TagLists>["TagDescriptions"]> {
  try {
    const answer = await here.balancers.send(new DescribeTagsCommand({ ResourceArns: arns }), {
      abortSignal: here.signal,
    });
    return described(TagLists, answer, "tags").TagDescriptions;
  } catch (error) {
    if (!isGone(error)) throw error;
    if (arns.length === 1) return [];
    const each = await Promise.all(arns.map((arn) => tagLists([arn], here)));
    return each.flat();
  }
}

async function targetsOf(groups: string[], here: Here): Promise<LoadBalancer["targets"]> {
  const targets = { registered: 0, healthy: 0 };
  for (const TargetGroupArn of groups) {
    const asked = new DescribeTargetHealthCommand({ TargetGroupArn });
    try {
      const answer = await here.balancers.send(asked, { abortSignal: here.signal });
      const { TargetHealthDescriptions: found } = described(Health, answer, "targets");
      targets.registered += found.length;
      targets.healthy += found.filter(({ TargetHealth }) => TargetHealth.State === "healthy").length;
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
  return targets;
}

const known = new WeakMap<Here, Promise<Map<string, string[]>>>();

/** Asked once a region, not once a page. */
function groupsByBalancer(here: Here): Promise<Map<string, string[]>> {
  const groups = known.get(here) ?? readGroups(here);
  known.set(here, groups);
  return groups;
}

async function readGroups(here: Here): Promise<Map<string, string[]>> {
  const groups = new Map<string, string[]>();
  let marker: string | null = null;
  do {
    const asked = new DescribeTargetGroupsCommand({ PageSize: PAGE, ...(marker ? { Marker: marker } : {}) });
    const answer: unknown = await here.balancers.send(asked, { abortSignal: here.signal });
    const page: z.output<typeof Groups> = described(Groups, answer, "target groups");
    for (const { TargetGroupArn, LoadBalancerArns } of page.TargetGroups) {
      for (const arn of LoadBalancerArns) groups.set(arn, [...(groups.get(arn) ?? []), TargetGroupArn]);
    }
    marker = page.NextMarker || null;
  } while (marker !== null);
  return groups;
}
