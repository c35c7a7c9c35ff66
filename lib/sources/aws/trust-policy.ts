import type { CheckOutcome } from "../source";

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

/** What a check says where the role can be assumed by anybody who learns its ARN. */
export const unguarded: CheckOutcome = {
  ok: false,
  message: "The role can be assumed without the external id.",
  advice:
    "Add the condition on sts:ExternalId to its trust policy, as shown on the source's page. " +
    "Without it, whoever may use Outlay's AWS identity and learns the ARN can read these costs.",
};
