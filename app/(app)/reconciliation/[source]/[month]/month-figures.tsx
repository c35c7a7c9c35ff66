import { exactMoney, money, signedMoney } from "@/components/format";
import type { MonthLine } from "@/lib/ledger/reconciliation/report";
import { Figures } from "../../../sources/figures";

/** What the ledger, the file and the provider say of a month, side by side. */
export function MonthFigures({ label, line }: { label: string; line: MonthLine }) {
  return <Figures label={label} figures={figuresOf(line)} />;
}

function figuresOf({ ours, file, control, controlSource, difference, share, currency, source }: MonthLine) {
  const exact = (amount: string | null) => (amount === null ? undefined : exactMoney(amount, currency));
  const shown = (amount: string | null) => (amount === null ? "none" : money(amount, currency));
  const percent = share === null ? undefined : `${(Number(share) * 100).toFixed(3)} % of the control total`;
  return [
    { label: "In the ledger", value: shown(ours), title: exact(ours) },
    { label: "In the file", value: shown(file), title: exact(file) },
    {
      label: "Control total",
      value: shown(control),
      title: exact(control),
      note: controlSource && controlSource !== source ? controlSource : undefined,
    },
    {
      label: "Difference",
      value: difference === null ? "none" : signedMoney(difference, currency),
      title: exact(difference),
      note: percent,
    },
  ];
}
