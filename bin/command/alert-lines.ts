import type { AlertReport } from "../../lib/alerts/list";
import { driverName } from "../../lib/budgets/driver-name";
import { percentText } from "../../lib/budgets/money-text";
import { tableLines } from "./table";

/** Everything about an alert, as its page has it. */
export function alertLines({ budgetName, threshold, state, evidence, events, messages, note }: AlertReport): string[] {
  const { currency } = evidence.budget;
  const lines = [`${budgetName}, ${evidence.period.name}: ${threshold} (${state})`, evidence.reason];
  if (note) lines.push(note);
  const { drivers } = evidence;
  if (drivers) {
    const rows = drivers.drivers.map((driver) => {
      return [driverName(driver), driver.amount, percentText(driver.share) ?? "-", driver.firstSeen];
    });
    const rest = ["the rest", drivers.rest.amount, "", ""];
    lines.push("", ...tableLines(["driver", `>${currency}`, ">share", "first seen"], [...rows, rest]));
  }
  lines.push("", ...events.map(({ at, actor, kind, text }) => `${at}  ${actor}  ${kind}${text ? `: ${text}` : ""}`));
  lines.push("", ...messages.map(({ recipient, message, state: sent }) => `${message} to ${recipient}: ${sent}`));
  return lines;
}
