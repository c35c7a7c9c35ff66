import { unguarded } from "../aws/trust-policy";
import { SourceRefusal } from "../refusal";
import type { CheckOutcome, Reading } from "../source";
import { bucketOf } from "./bucket";
import type { Settings } from "./settings";
import { surveyBucket } from "./survey";

/** Looks at the export as a sync does; its manifests are read, which proves the permissions on object and key. */
export async function checkBucket(settings: Settings, reading: Reading): Promise<CheckOutcome> {
  try {
    if (settings.auth === "role" && (await isUnguarded(settings, reading))) return unguarded;
    const survey = await surveyBucket(settings, reading);
    survey.close();
    const ready = survey.deliveries.filter(({ refusal }) => refusal === null);
    const [broken] = survey.deliveries.flatMap(({ refusal }) => refusal ?? []);
    if (ready.length === 0 && broken) throw broken;
    const months = ready.length === 1 ? "1 month" : `${ready.length} months`;
    return { ok: true, message: [`The export answers: ${months} can be read.`, ...survey.notes].join(" ") };
  } catch (error) {
    if (!(error instanceof SourceRefusal)) throw error;
    return { ok: false, message: error.message, advice: error.advice };
  }
}

async function isUnguarded(settings: Settings, reading: Reading): Promise<boolean> {
  const bucket = bucketOf(settings, reading);
  try {
    return (await bucket.isRoleUnguarded()) === true;
  } finally {
    bucket.close();
  }
}
