import type { Instruction } from "../source";
import { partitionOf, type Settings } from "./settings";

/** All that reading costs needs: one read-only action. */
export function readingPolicy() {
  return {
    Version: "2012-10-17",
    Statement: [{ Sid: "OutlayReadsCosts", Effect: "Allow", Action: ["ce:GetCostAndUsage"], Resource: "*" }],
  };
}

/** Who may assume the role: the identity that runs Outlay, and only when it names this source's external id. */
export function trustPolicy(partition: string, externalId: string) {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "OutlayAssumesThisRole",
        Effect: "Allow",
        Principal: { AWS: `arn:${partition}:iam::ACCOUNT_THAT_RUNS_OUTLAY:root` },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "sts:ExternalId": externalId } },
      },
    ],
  };
}

export function instructionsFor(settings: Settings, externalId: string): Instruction[] {
  const permission = { title: "Permissions policy", text: JSON.stringify(readingPolicy(), null, 2) };
  if (settings.auth !== "role") return [permission];
  const trust = JSON.stringify(trustPolicy(partitionOf(settings), externalId), null, 2);
  return [{ title: "Trust policy of the role", text: trust }, permission];
}
