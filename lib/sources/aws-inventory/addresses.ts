import { DescribeAddressesCommand } from "@aws-sdk/client-ec2";
import { z } from "zod";
import { described, ec2Arn, Tags } from "./described";
import type { Lister } from "./lister";

const Page = z.object({
  Addresses: z
    .array(
      z.object({
        PublicIp: z.string(),
        AllocationId: z.string().optional(),
        AssociationId: z.string().optional(),
        InstanceId: z.string().optional(),
        NetworkInterfaceId: z.string().optional(),
        Tags,
      }),
    )
    .default([]),
});

/** AWS gives all addresses of a region in one answer. */
export const addresses: Lister = {
  step: "addresses",
  what: "address",
  permission: "ec2:DescribeAddresses",
  list: async (here) => {
    const answer = await here.ec2.send(new DescribeAddressesCommand({}), { abortSignal: here.signal });
    const resources = described(Page, answer, "addresses").Addresses.map(({ PublicIp, Tags: tags, ...found }) => {
      const short = found.AllocationId ?? PublicIp;
      const arn = ec2Arn(here, `elastic-ip/${short}`);
      const associatedWith = found.InstanceId || found.NetworkInterfaceId || found.AssociationId || null;
      return {
        kind: "address" as const,
        account: here.account,
        region: here.region,
        id: arn,
        arn,
        name: tags.Name || PublicIp,
        tags,
        createdAt: null,
        state: associatedWith ? "associated" : "free",
        stateSince: null,
        publicIp: PublicIp,
        associatedWith,
      };
    });
    return { resources, next: null, problems: [] };
  },
};
