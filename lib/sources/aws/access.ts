import { z } from "zod";
import { optionalText } from "../setting-text";
import type { SettingField } from "../source";

const ROLE_ARN = /^arn:(aws|aws-cn|aws-eusc):iam::(\d{12}):role\/[\w+=,.@/-]{1,512}$/;

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

/** How Outlay signs in to AWS: the same settings for every source that reads from there. */
export const accessSettings = {
  auth: z.enum(signIns, "Choose how Outlay signs in to AWS.").default("chain"),
  profile: optionalText(/^[^\s[\]]{1,128}$/, "Use the name of a profile, without brackets or spaces."),
  accessKeyId: optionalText(/^[A-Za-z0-9_]{1,128}$/, "An access key id has letters and digits only, such as AKIA…"),
  secretAccessKey: optionalText(/^\S{1,256}$/, "A secret access key has no spaces."),
  sessionToken: optionalText(/^\S{1,8192}$/, "A session token has no spaces."),
  roleArn: optionalText(ROLE_ARN, "A role ARN looks like arn:aws:iam::123456789012:role/outlay."),
};
export type Access = z.output<z.ZodObject<typeof accessSettings>>;

/** Refuses what one way to sign in lacks, and what belongs to another. */
export function refuseMixedAccess(settings: Access, context: z.RefinementCtx): void {
  for (const { field, message } of needed[settings.auth]) {
    if (settings[field] === undefined) context.addIssue({ code: "custom", path: [field], message });
  }
  for (const auth of signIns.filter((each) => each !== settings.auth)) {
    for (const { field } of needed[auth].filter((each) => settings[each.field] !== undefined)) {
      context.addIssue({ code: "custom", path: [field], message: `This goes with auth = ${auth}.` });
    }
  }
}

/** The account of a role, which is the one whose costs it may read. */
export function accountOfRole(arn: string | undefined): string | null {
  return ROLE_ARN.exec(arn ?? "")?.[2] ?? null;
}

/** The AWS that a role lives in: its ARN says so. */
export function partitionOfRole({ auth, roleArn }: Access): Partition | null {
  const named = ROLE_ARN.exec(roleArn ?? "")?.[1];
  return auth === "role" ? (partitions.find((each) => each === named) ?? "aws") : null;
}

export const accessFields: SettingField[] = [
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
];
