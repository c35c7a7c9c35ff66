import type { Scope } from "../../auth/scope";
import type { RefusalCode } from "../../errors";
import type { Tally } from "./readers";
import type { RunOutcome } from "./run";

/**
 * What the process of a look is given; `asks`: providers too, where the settings say so; `onlyWaiting`: nothing where no
 * look waits any more.
 */
export type LookJob = { scope: Scope; asks: boolean; onlyWaiting: boolean; now: string };

export type Reached = Pick<Tally, "resources" | "requests">;

export type LookMessage =
  | { kind: "progress"; reached: Reached }
  | { kind: "done"; outcome: RunOutcome }
  | { kind: "refused"; code: RefusalCode; message: string }
  | { kind: "failed"; message: string; stack: string };
