import { Status } from "../ui/status";
import { type ShownState, stateWords } from "./budget-words";

export function BudgetStatus({ of, pill = false }: { of: ShownState; pill?: boolean }) {
  const { state, word } = stateWords[of];
  return (
    <Status state={state} pill={pill}>
      {word}
    </Status>
  );
}
