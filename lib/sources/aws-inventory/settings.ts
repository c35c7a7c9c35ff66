import { z } from "zod";
import { accessSettings, type Partition, partitionOfRole, partitions, refuseMixedAccess } from "../aws/access";

const ROLE_NAME = /^[\w+=,.@/-]{1,128}$/;
const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d$/;

/** Which accounts and regions are looked at, and how Outlay gets into them. */
export const InventorySettings = z
  .strictObject({
    ...accessSettings,
    partition: z.enum(partitions).default("aws"),
    /** Accounts beside the one that the credentials belong to. */
    memberAccounts: z.array(z.string().regex(/^\d{12}$/, "An AWS account id has 12 digits.")).default([]),
    /** Name of the role that is assumed in each of them. */
    memberRole: z.string().regex(ROLE_NAME, "Use the name of a role, without its ARN.").default("outlay"),
    /** Empty: every region that is switched on in the account. */
    regions: z.array(z.string().regex(REGION, "A region looks like eu-west-1.")).default([]),
    lookBackDays: z.number().int().min(1).max(93).default(14),
  })
  .superRefine(refuseMixedAccess);
export type InventorySettings = z.output<typeof InventorySettings>;

export function partitionOf(settings: InventorySettings): Partition {
  return partitionOfRole(settings) ?? settings.partition;
}

/** The region that is asked which others there are. */
export const homeRegions: Record<Partition, string> = {
  aws: "us-east-1",
  "aws-cn": "cn-northwest-1",
  "aws-eusc": "eusc-de-east-1",
};
