import { z } from "zod";
import type { Caps, SettingField } from "../source";

const isBlank = (text: string) => text.trim() === "";

/** A text that a form may leave empty. */
const optional = (pattern: RegExp, message: string) =>
  z
    .string()
    .trim()
    .refine((text) => isBlank(text) || pattern.test(text), message)
    .transform((text) => (isBlank(text) ? undefined : text))
    .optional();

/** A number of requests; forms send text, and an empty field means the default. */
const requests = (usual: number, most: number) =>
  z
    .union([z.number(), z.string().trim().regex(/^\d*$/, "Use a whole number.")])
    .default(usual)
    .transform((given) => (given === "" ? usual : Number(given)))
    .pipe(
      z.number().int("Use a whole number.").min(1, "At least one request is needed.").max(most, `At most ${most}.`),
    );

const ROLE_ARN = /^arn:(aws|aws-cn|aws-eusc):iam::(\d{12}):role\/[\w+=,.@/-]{1,512}$/;

const usual: Caps = { sync: 60, month: 1_000, backfill: 500 };

export const partitions = ["aws", "aws-cn", "aws-eusc"] as const;
export type Partition = (typeof partitions)[number];

const signIns = ["chain", "profile", "keys", "role"] as const;
type Needed = { field: "profile" | "accessKeyId" | "secretAccessKey" | "roleArn"; message: string };
const needed: Record<(typeof signIns)[number], Needed[]> = {
  chain: [],
  profile: [{ field: "profile", message: "Name the profile." }],
  keys: [
    { field: "accessKeyId", message: "Enter the access key id." },
    { field: "secretAccessKey", message: "Enter the secret access key." },
  ],
  role: [{ field: "roleArn", message: "Enter the ARN of the role." }],
};

export const Settings = z
  .strictObject({
    auth: z.enum(signIns, "Choose how Outlay signs in to AWS.").default("chain"),
    profile: optional(/^[^\s[\]]{1,128}$/, "Use the name of a profile, without brackets or spaces."),
    accessKeyId: optional(/^[A-Za-z0-9_]{1,128}$/, "An access key id has letters and digits only, such as AKIA…"),
    secretAccessKey: optional(/^\S{1,256}$/, "A secret access key has no spaces."),
    sessionToken: optional(/^\S{1,8192}$/, "A session token has no spaces."),
    roleArn: optional(ROLE_ARN, "A role ARN looks like arn:aws:iam::123456789012:role/outlay."),
    partition: z.enum(partitions).default("aws"),
    detail: z.enum(["basic", "region"]).default("basic"),
    billingAccountId: optional(/^\d{12}$/, "An AWS account id has 12 digits."),
    requestsPerSync: requests(usual.sync, 10_000),
    requestsPerMonth: requests(usual.month, 100_000),
    requestsPerBackfill: requests(usual.backfill, 10_000),
  })
  .superRefine((settings, context) => {
    for (const { field, message } of needed[settings.auth]) {
      if (settings[field] === undefined) context.addIssue({ code: "custom", path: [field], message });
    }
    for (const auth of signIns.filter((each) => each !== settings.auth)) {
      for (const { field } of needed[auth].filter((each) => settings[each.field] !== undefined)) {
        context.addIssue({ code: "custom", path: [field], message: `This goes with auth = ${auth}.` });
      }
    }
  });
export type Settings = z.output<typeof Settings>;

export function capsOf(settings: Settings): Caps {
  return {
    sync: settings.requestsPerSync,
    month: settings.requestsPerMonth,
    backfill: settings.requestsPerBackfill,
  };
}

/** The account of a role, which is the one whose costs it may read. */
export function accountOfRole(arn: string | undefined): string | null {
  return ROLE_ARN.exec(arn ?? "")?.[2] ?? null;
}

/** A role's ARN says which AWS it lives in; without a role the setting does. */
export function partitionOf(settings: Settings): Partition {
  const named = ROLE_ARN.exec(settings.roleArn ?? "")?.[1];
  return settings.auth === "role" ? (partitions.find((each) => each === named) ?? "aws") : settings.partition;
}

export const fields: SettingField[] = [
  {
    name: "auth",
    label: "How Outlay signs in to AWS",
    kind: "choice",
    help: "A role is best: it is read-only, lives in your account and can be withdrawn there.",
    choices: [
      { value: "role", label: "Assume a role in the billing account" },
      { value: "chain", label: "What this machine already has (environment, profile, instance role)" },
      { value: "profile", label: "A named profile of this machine" },
      { value: "keys", label: "An access key (long-lived: prefer a role)" },
    ],
  },
  {
    name: "roleArn",
    label: "Role ARN",
    kind: "text",
    when: { field: "auth", is: "role" },
    placeholder: "arn:aws:iam::123456789012:role/outlay",
    help: "Choose its name now; the trust policy with your external id is shown after saving.",
  },
  { name: "profile", label: "Profile", kind: "text", when: { field: "auth", is: "profile" }, placeholder: "billing" },
  {
    name: "accessKeyId",
    label: "Access key id",
    kind: "text",
    when: { field: "auth", is: "keys" },
    placeholder: "AKIA…",
  },
  {
    name: "secretAccessKey",
    label: "Secret access key",
    kind: "secret",
    when: { field: "auth", is: "keys" },
    help: "Stored encrypted; never shown again.",
  },
  {
    name: "sessionToken",
    label: "Session token",
    kind: "secret",
    when: { field: "auth", is: "keys" },
    help: "Only for temporary keys. They expire, so syncs will stop.",
  },
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
