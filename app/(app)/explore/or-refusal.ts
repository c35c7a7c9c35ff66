import { DomainError } from "@/lib/errors";
import { Cancelled } from "@/lib/query/asking";
import type { Refusal } from "./refusal";

/** The answer, or in a sentence why there is none. */
export async function orRefusal<Answer>(answer: Promise<Answer>): Promise<Answer | Refusal> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof DomainError) return { refusal: error.message, cancelled: error instanceof Cancelled };
    throw error;
  }
}
