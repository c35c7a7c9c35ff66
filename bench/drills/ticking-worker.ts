import { evaluateDue } from "../../lib/alerts/due";
import { escalateDue } from "../../lib/alerts/escalate";
import { explainDue } from "../../lib/alerts/explain";
import { closeDatabase } from "../../lib/db/client";
import { deliverNow } from "../../lib/notify/deliver";

// Does what the schedule does for alerts and mails, so many times, with a clock that may be wrong.
const [ticks = "1", clockIsOffBy = "0"] = process.argv.slice(2);
for (let tick = 0; tick < Number(ticks); tick += 1) {
  await evaluateDue(new Date(Date.now() + Number(clockIsOffBy)));
  await explainDue();
  await escalateDue();
  await deliverNow();
  process.send?.(tick + 1);
}
await closeDatabase();
process.exit();
