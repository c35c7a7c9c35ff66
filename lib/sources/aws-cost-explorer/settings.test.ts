import { describe, expect, it } from "vitest";
import { accountOfRole } from "../aws/access";
import { partitionOf, Settings } from "./settings";

const role = "arn:aws:iam::123456789012:role/outlay";

describe("the settings of Cost Explorer", () => {
  it("state their caps when nothing is said", () => {
    expect(Settings.parse({})).toMatchObject({
      auth: "chain",
      detail: "basic",
      requestsPerSync: 60,
      requestsPerMonth: 1000,
      requestsPerBackfill: 500,
    });
  });

  it("take a form's empty fields for unsaid and its numbers for numbers", () => {
    const form = {
      auth: "role",
      roleArn: ` ${role} `,
      profile: "",
      billingAccountId: "",
      requestsPerSync: "7",
      requestsPerMonth: "",
    };
    expect(Settings.parse(form)).toMatchObject({ roleArn: role, requestsPerSync: 7, requestsPerMonth: 1000 });
    expect(Settings.parse(form).profile).toBeUndefined();
  });

  it.each([
    ["a profile without a name", { auth: "profile" }, "profile"],
    ["keys without a secret", { auth: "keys", accessKeyId: "AKIA1" }, "secretAccessKey"],
    ["a role that is a user", { auth: "role", roleArn: "arn:aws:iam::123456789012:user/x" }, "roleArn"],
    ["a role without the choice of one", { roleArn: role }, "roleArn"],
    ["an account of 11 digits", { billingAccountId: "12345678901" }, "billingAccountId"],
    ["no requests at all", { requestsPerSync: 0 }, "requestsPerSync"],
    ["half a request", { requestsPerMonth: 1.5 }, "requestsPerMonth"],
    ["a number in words", { requestsPerBackfill: "many" }, "requestsPerBackfill"],
    ["an object for a text", { profile: { not: "" } }, "profile"],
    ["a list for a number", { requestsPerSync: [5] }, "requestsPerSync"],
  ])("refuse %s, at its field", (_why, given, field) => {
    const parsed = Settings.safeParse(given);
    expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual([field]);
  });

  it("refuse a setting that does not exist, such as an endpoint or an external id", () => {
    expect(Settings.safeParse({ endpoint: "http://x" }).success).toBe(false);
    expect(Settings.safeParse({ externalId: "mine" }).success).toBe(false);
  });

  it("find account and partition in the role", () => {
    expect(accountOfRole(role)).toBe("123456789012");
    const china = Settings.parse({ auth: "role", roleArn: "arn:aws-cn:iam::123456789012:role/path/outlay" });
    expect(partitionOf(china)).toBe("aws-cn");
    expect(partitionOf(Settings.parse({ partition: "aws-eusc" }))).toBe("aws-eusc");
  });
});
