import { evaluateDue } from "../alerts/due";
import { type Woken, woken } from "./woken";

/** Budgets are judged right after an import commits; `judged` is called after each round, for what it left to be sent. */
export function startEvaluator(judged: () => void): Woken {
  return woken("judge budgets", async () => {
    try {
      await evaluateDue(new Date());
    } finally {
      judged();
    }
  });
}
