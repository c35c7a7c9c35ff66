import { explainDue } from "../alerts/explain";
import { type Woken, woken } from "./woken";

/** What drives new alerts is found right after they are recorded; `explained` is called whenever messages may leave. */
export function startExplainer(explained: () => void): Woken {
  return woken("explain alerts", async () => await explainDue(explained));
}
