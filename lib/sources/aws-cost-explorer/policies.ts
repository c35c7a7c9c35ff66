import { trustPolicy } from "../aws/trust-policy";
import type { Instruction } from "../source";
import { partitionOf, type Settings } from "./settings";

/** All that reading costs needs: one read-only action. */
export function readingPolicy() {
  return {
    Version: "2012-10-17",
    Statement: [{ Sid: "OutlayReadsCosts", Effect: "Allow", Action: ["ce:GetCostAndUsage"], Resource: "*" }],
  };
}

export function instructionsFor(settings: Settings, externalId: string): Instruction[] {
  const permission = { title: "Permissions policy", text: JSON.stringify(readingPolicy(), null, 2) };
  if (settings.auth !== "role") return [permission];
  const trust = JSON.stringify(trustPolicy(partitionOf(settings), externalId), null, 2);
  return [{ title: "Trust policy of the role", text: trust }, permission];
}
