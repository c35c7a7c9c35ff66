import { count, money } from "@/components/format";
import { Callout } from "@/components/ui/callout";
import { Panel } from "@/components/ui/panel";
import { Status } from "@/components/ui/status";
import { comesInPairs } from "@/lib/ledger/reconciliation/counted";
import type { MonthDetail } from "@/lib/ledger/reconciliation/month";
import type { MonthLine } from "@/lib/ledger/reconciliation/report";
import { isWrong, monthWords } from "../../words";
import { AccountsTable } from "./accounts-table";
import { MonthFigures } from "./month-figures";
import { SplitTable } from "./split-table";

type Props = { detail: MonthDetail; isOnly: boolean };

/** One currency of a month: the verdict, the figures, and where the difference lies. */
export function MonthDetailView({ detail: { line, days, kinds, accounts, copies }, isOnly }: Props) {
  const { currency } = line;
  const named = (name: string) => (isOnly ? name : `${name}, ${currency}`);
  // The page asks about them above.
  const isAskedAbout = accounts.some(({ counted }) => comesInPairs(counted));
  return (
    <>
      <div>
        <Verdict line={line} />
        <MonthFigures label={named("Sums of the month")} line={line} />
        {copies.rows > 0 && isWrong(line.state) && !isAskedAbout && (
          <Callout tone="bad" title={`${count(copies.rows)} charges are exact copies of others`}>
            They are alike in every column and come to {money(copies.billed, currency)}. If a file was delivered twice,
            deliver the month once more without it.
          </Callout>
        )}
      </div>
      {accounts.length > 1 && (
        <Panel id={`accounts-${currency}`} title={named("By billing account")}>
          <AccountsTable parts={accounts} />
        </Panel>
      )}
      <Panel id={`days-${currency}`} title={named("Day by day")} note="Charges count on the UTC day that they begin.">
        <SplitTable caption={named("Billed cost by day")} head="Day" isDays splits={days} currency={currency} />
      </Panel>
      <Panel id={`kinds-${currency}`} title={named("By kind of charge")}>
        <SplitTable caption={named("Billed cost by kind of charge")} head="Kind" splits={kinds} currency={currency} />
      </Panel>
    </>
  );
}

function Verdict({ line: { state, reasons } }: { line: MonthLine }) {
  const { state: color, word } = monthWords[state];
  return (
    <p className="mb-6 flex flex-wrap items-center gap-x-3 gap-y-1">
      <Status state={color} pill>
        {word}
      </Status>
      <span>{reasons.join(" ")}</span>
    </p>
  );
}
