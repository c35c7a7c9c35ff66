import { DomainError } from "../../errors";
import { adviceIn } from "./broken-off";
import { type Tally, tell } from "./readers";

/** A source that refuses is told; the others and the ledger go on. */
export async function toldRefusal(tally: Tally, where: string, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    tell(tally, { where, message: error.message, advice: adviceIn(error) });
    return false;
  }
}

function isRefusal(error: unknown): error is Error {
  return error instanceof DomainError || (error instanceof Error && error.name === "SourceRefusal");
}
