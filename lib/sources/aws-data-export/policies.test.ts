import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { instructionsFor, readingPolicy } from "./policies";
import { Settings } from "./settings";

const role = {
  auth: "role",
  roleArn: "arn:aws-cn:iam::123456789012:role/outlay",
  bucket: "acme",
  region: "cn-north-1",
};

it("is the policy that the documentation shows", () => {
  const page = readFileSync(new URL("../../../docs/aws-data-export.md", import.meta.url), "utf8");
  const [, shown = "null"] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
  const place = { partition: "aws", bucket: "acme-billing-exports", prefix: "billing/focus/" };
  expect(JSON.parse(shown)).toEqual(readingPolicy(place));
});

it("reads the export and nothing else", () => {
  const actions = readingPolicy({ partition: "aws", bucket: "acme", prefix: "x/" }).Statement.flatMap(
    (one) => one.Action,
  );
  expect(actions).toEqual(["s3:ListBucket", "s3:GetObject"]);
});

it("shows both policies for a role, in the role's own partition", () => {
  const shown = instructionsFor(Settings.parse({ ...role, prefix: "/bills/" }), "id-1");
  expect(shown.map(({ title }) => title)).toEqual(["Trust policy of the role", "Permissions policy"]);
  expect(shown[0]?.text).toContain("id-1");
  expect(shown[1]?.text).toContain("arn:aws-cn:s3:::acme/bills/*");
});

it.each([
  ["a bucket with capitals", { bucket: "Acme" }, "bucket"],
  ["an address for a bucket", { bucket: "http://169.254.169.254" }, "bucket"],
  ["a region that is none", { region: "Frankfurt" }, "region"],
  ["an endpoint", { endpoint: "http://x" }, undefined],
])("takes no %s", (_what, more, field) => {
  const parsed = Settings.safeParse({ ...role, ...more });
  expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual([field]);
});
