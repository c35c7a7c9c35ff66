import { z } from "zod";
import {
  accessFields,
  accessSettings,
  type Partition,
  partitionOfRole,
  partitions,
  refuseMixedAccess,
} from "../aws/access";
import { optionalText } from "../setting-text";
import type { Caps, SettingField } from "../source";

/** A number of requests; forms send text, and an empty field means the default. */
const requests = (usual: number, most: number) =>
  z
    .union([z.number(), z.string().trim().regex(/^\d*$/, "Use a whole number.")])
    .default(usual)
    .transform((given) => (given === "" ? usual : Number(given)))
    .pipe(
      z.number().int("Use a whole number.").min(1, "At least one request is needed.").max(most, `At most ${most}.`),
    );

const usual: Caps = { sync: 60, month: 1_000, backfill: 500 };

export const Settings = z
  .strictObject({
    ...accessSettings,
    partition: z.enum(partitions).default("aws"),
    detail: z.enum(["basic", "region"]).default("basic"),
    billingAccountId: optionalText(/^\d{12}$/, "An AWS account id has 12 digits."),
    requestsPerSync: requests(usual.sync, 10_000),
    requestsPerMonth: requests(usual.month, 100_000),
    requestsPerBackfill: requests(usual.backfill, 10_000),
  })
  .superRefine(refuseMixedAccess);
export type Settings = z.output<typeof Settings>;

export function capsOf(settings: Settings): Caps {
  return {
    sync: settings.requestsPerSync,
    month: settings.requestsPerMonth,
    backfill: settings.requestsPerBackfill,
  };
}

/** A role's ARN says which AWS it lives in; without a role the setting does. */
export function partitionOf(settings: Settings): Partition {
  return partitionOfRole(settings) ?? settings.partition;
}

export const fields: SettingField[] = [
  ...accessFields,
  {
    name: "detail",
    label: "Detail",
    kind: "choice",
    choices: [
      { value: "basic", label: "Account and service: usually 8 to 15 requests ($0.08 to $0.15) a sync" },
      { value: "region", label: "Account, service and region: one request ($0.01) more for each region in use" },
    ],
    help: "Every request to Cost Explorer costs $0.01, and every page is a request. A sync runs once a day.",
  },
  {
    name: "billingAccountId",
    label: "Billing account id",
    kind: "text",
    placeholder: "123456789012",
    help: "Leave empty to let AWS tell it.",
  },
  {
    name: "partition",
    label: "Partition",
    kind: "choice",
    choices: [
      { value: "aws", label: "AWS" },
      { value: "aws-cn", label: "AWS China" },
      { value: "aws-eusc", label: "AWS European Sovereign Cloud" },
    ],
    help: "For a role, its ARN decides.",
  },
  {
    name: "requestsPerSync",
    label: "Most requests in one sync",
    kind: "number",
    placeholder: String(usual.sync),
  },
  {
    name: "requestsPerMonth",
    label: "Most requests in a month",
    kind: "number",
    placeholder: String(usual.month),
    help: "Syncs, checks and back-fill all count.",
  },
  {
    name: "requestsPerBackfill",
    label: "Most requests for the first reading of 14 months",
    kind: "number",
    placeholder: String(usual.backfill),
    help: "It usually takes 10 to 40.",
  },
];
