import { DomainError } from "../../errors";
import { adviceIn } from "./broken-off";
import { type Problem, type Tally, tell } from "./readers";

/** A source that refuses is told, here and to whoever asked; the others and the ledger go on. */
export async function toldRefusal(tally: Tally, where: string, work: () => Promise<void>): Promise<Problem | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const problem = { where, message: error.message, advice: adviceIn(error) };
    tell(tally, problem);
    return problem;
  }
}

function isRefusal(error: unknown): error is Error {
  return error instanceof DomainError || (error instanceof Error && error.name === "SourceRefusal");
}
