import { DescribeNatGatewaysCommand } from "@aws-sdk/client-ec2";
import { z } from "zod";
import { described, ec2Arn, Tags, Time } from "./described";
import type { Lister } from "./lister";

const Page = z.object({
  NatGateways: z
    .array(
      z.object({
        NatGatewayId: z.string(),
        State: z.string(),
        VpcId: z.string().optional(),
        CreateTime: Time,
        Tags,
      }),
    )
    .default([]),
  NextToken: z.string().nullish(),
});

const PAGE = 1_000;

export const natGateways: Lister = {
  step: "nat gateways",
  what: "nat gateway",
  permission: "ec2:DescribeNatGateways",
  list: async (here, token) => {
    const asked = new DescribeNatGatewaysCommand({ MaxResults: PAGE, ...(token ? { NextToken: token } : {}) });
    const page = described(Page, await here.ec2.send(asked, { abortSignal: here.signal }), "NAT gateways");
    const resources = page.NatGateways.filter(({ State }) => State === "available" || State === "pending").map(
      ({ NatGatewayId: id, Tags: tags, ...found }) => ({
        kind: "nat gateway" as const,
        account: here.account,
        region: here.region,
        id: ec2Arn(here, `natgateway/${id}`),
        arn: ec2Arn(here, `natgateway/${id}`),
        name: tags.Name || id,
        tags,
        createdAt: found.CreateTime,
        state: found.State,
        stateSince: found.CreateTime,
        vpcId: found.VpcId ?? null,
      }),
    );
    return { resources, next: page.NextToken || null, problems: [] };
  },
};
