import { evaluateDue } from "../alerts/due";
import { logError } from "../log";

export type Evaluator = {
  /** Judges budgets as soon as what is under way is done; returns at once. */
  wake: () => void;
  /** Starts nothing more and waits for what is under way. */
  stop: () => Promise<void>;
};

/**
 * Budgets are judged right after an import commits, one evaluation at a time however often it is woken; `judged` is
 * called after each, for what it has left to be sent.
 */
export function startEvaluator(judged: () => void): Evaluator {
  let isStopped = false;
  let judgeAgain = false;
  let judging: Promise<void> | null = null;

  const judge = async () => {
    while (judgeAgain && !isStopped) {
      judgeAgain = false;
      await evaluateDue(new Date()).catch((error: unknown) => logError(error, { job: "judge budgets" }));
      judged();
    }
  };

  return {
    wake: () => {
      judgeAgain = true;
      judging ??= judge().finally(() => {
        judging = null;
      });
    },
    stop: async () => {
      isStopped = true;
      await judging;
    },
  };
}
