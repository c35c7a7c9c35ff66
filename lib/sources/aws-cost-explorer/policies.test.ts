import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { trustPolicy } from "../aws/trust-policy";
import { instructionsFor, readingPolicy } from "./policies";
import { Settings } from "./settings";

it("asks for one permission, and that only reads", () => {
  expect(readingPolicy().Statement).toEqual([
    { Sid: "OutlayReadsCosts", Effect: "Allow", Action: ["ce:GetCostAndUsage"], Resource: "*" },
  ]);
});

it("is the policy that the README shows", () => {
  const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
  const shown = [...readme.matchAll(/```json\n([\s\S]*?)```/g)].map(
    ([, text]) => JSON.parse(text ?? "null") as unknown,
  );
  expect(shown).toContainEqual(readingPolicy());
});

it("lets the role be assumed with the external id of this source and not without", () => {
  expect(trustPolicy("aws-cn", "id-1").Statement).toMatchObject([
    {
      Principal: { AWS: "arn:aws-cn:iam::ACCOUNT_THAT_RUNS_OUTLAY:root" },
      Condition: { StringEquals: { "sts:ExternalId": "id-1" } },
    },
  ]);
});

it("shows a trust policy only where a role is assumed", () => {
  const role = Settings.parse({ auth: "role", roleArn: "arn:aws:iam::123456789012:role/outlay" });
  expect(instructionsFor(role, "id-1").map(({ title }) => title)).toEqual([
    "Trust policy of the role",
    "Permissions policy",
  ]);
  expect(instructionsFor(Settings.parse({}), "id-1").map(({ title }) => title)).toEqual(["Permissions policy"]);
});
