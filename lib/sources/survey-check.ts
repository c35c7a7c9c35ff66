import type { Survey } from "./delivery";
import { SourceRefusal } from "./refusal";
import type { CheckOutcome } from "./source";

/** A check of an export looks as a sync does, and brings nothing. */
export async function outcomeOfSurvey(
  survey: () => Promise<Survey>,
  found: (ready: number) => string,
): Promise<CheckOutcome> {
  try {
    const { deliveries, notes, close } = await survey();
    close();
    const ready = deliveries.filter(({ refusal }) => refusal === null);
    const [broken] = deliveries.flatMap(({ refusal }) => refusal ?? []);
    if (ready.length === 0 && broken) throw broken;
    return { ok: true, message: [found(ready.length), ...notes].join(" ") };
  } catch (error) {
    if (!(error instanceof SourceRefusal)) throw error;
    return { ok: false, message: error.message, advice: error.advice };
  }
}

export const monthsReady = (months: number) =>
  `The export answers: ${months === 1 ? "1 month" : `${months} months`} can be read.`;
