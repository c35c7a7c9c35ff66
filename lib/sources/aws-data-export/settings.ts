import { z } from "zod";
import { accessFields, accessSettings, partitionOfRole, refuseMixedAccess } from "../aws/access";
import { optionalText } from "../setting-text";
import type { SettingField } from "../source";

const BUCKET = /^(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

export const Settings = z
  .strictObject({
    ...accessSettings,
    bucket: z
      .string("Enter the name of the bucket.")
      .trim()
      .regex(BUCKET, "A bucket's name has lower case letters, digits and dashes."),
    prefix: optionalText(/^[^\p{Cc}]{1,900}$/u, "A prefix is a path such as billing/focus."),
    region: z
      .string("Enter the region of the bucket.")
      .trim()
      .regex(/^[a-z]{2,5}(-[a-z]{2,12}){1,3}-\d{1,2}$/, "A region looks like us-east-1."),
  })
  .superRefine(refuseMixedAccess);
export type Settings = z.output<typeof Settings>;

/** A role's ARN says which AWS it lives in; without a role the region does. */
export function partitionOf(settings: Settings): string {
  const { region } = settings;
  const ofRegion = region.startsWith("cn-") ? "aws-cn" : region.startsWith("eusc-") ? "aws-eusc" : "aws";
  return partitionOfRole(settings) ?? ofRegion;
}

export const fields: SettingField[] = [
  {
    name: "bucket",
    label: "Bucket",
    kind: "text",
    placeholder: "acme-billing-exports",
    help: "The S3 bucket that AWS Data Exports writes to.",
  },
  {
    name: "prefix",
    label: "Prefix",
    kind: "text",
    placeholder: "billing/focus",
    help: "The path of the export in the bucket: the S3 path prefix you chose for it, with or without the export's name. Everything under it is looked at.",
  },
  { name: "region", label: "Region of the bucket", kind: "text", placeholder: "us-east-1" },
  ...accessFields,
];
