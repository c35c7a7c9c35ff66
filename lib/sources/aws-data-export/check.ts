import { unguarded } from "../aws/trust-policy";
import type { CheckOutcome, Reading } from "../source";
import { monthsReady, outcomeOfSurvey } from "../survey-check";
import { bucketOf } from "./bucket";
import type { Settings } from "./settings";
import { surveyBucket } from "./survey";

/** Looks at the export as a sync does; that its manifests can be read proves the permissions on object and key. */
export async function checkBucket(settings: Settings, reading: Reading): Promise<CheckOutcome> {
  if (settings.auth === "role" && (await isUnguarded(settings, reading))) return unguarded;
  return await outcomeOfSurvey(() => surveyBucket(settings, reading), monthsReady);
}

async function isUnguarded(settings: Settings, reading: Reading): Promise<boolean> {
  const bucket = bucketOf(settings, reading);
  try {
    return (await bucket.isRoleUnguarded()) === true;
  } finally {
    bucket.close();
  }
}
