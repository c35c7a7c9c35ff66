import { money, percent, wholeMoney } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { PurchaseWhatIf } from "@/lib/rightsizing/commitments/commitments";
import type { Purchase, Scenario } from "@/lib/rightsizing/commitments/what-if";

const origins: Record<PurchaseWhatIf["discountOrigin"], string> = {
  ledger: "The discount for one year without upfront is what your covered usage costs less than its list price.",
  assumption: "Discounts are typical ones and no quote: enter what you were offered.",
  entered:
    "The discount for one year without upfront is the one entered; the others differ from it as they usually do.",
};

/** What a purchase would save at the usage of the last month, and what it loses when usage falls. */
export function WhatIf({ whatIf, stated }: { whatIf: PurchaseWhatIf; stated: string | null }) {
  const { provider, billingAccount, currency, grain, onDemand, coverage, rightsizing, discountOrigin, options } =
    whatIf;
  const sentences = [
    `${money(onDemand, currency)} of compute was on demand in a month.`,
    coverage
      ? `Commitments cover ${percent(coverage)} of compute.`
      : "The bill names no compute that a commitment covers.",
    stated ?? "",
    Number(rightsizing) > 0
      ? `${money(rightsizing, currency)} of it is left out: better-sized machines will not need it.`
      : "",
    origins[discountOrigin],
    grain === "day" ? "The bill has days only, so that a day counts as if its usage were spread evenly." : "",
  ];
  return (
    <Panel id={`what-if-${billingAccount}-${currency}`} title={`What buying would do: ${provider ?? billingAccount}`}>
      <p className="mb-4 max-w-[75ch] text-muted text-sm">{sentences.filter(Boolean).join(" ")}</p>
      <Table caption={`Purchases for ${billingAccount}`}>
        <thead>
          <tr>
            <HeadCell>Purchase</HeadCell>
            <HeadCell numeric>Saves a month</HeadCell>
            <HeadCell numeric className="max-sm:hidden">
              20 % less usage
            </HeadCell>
            <HeadCell numeric className="max-sm:hidden">
              40 % less usage
            </HeadCell>
            <HeadCell numeric className="max-sm:hidden">
              Breaks even
            </HeadCell>
            <HeadCell numeric className="max-sm:hidden">
              Utilisation
            </HeadCell>
            <HeadCell numeric className="max-sm:hidden">
              Upfront
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {options.map((option) => (
            <OptionRow key={`${option.term} ${option.payment}`} option={option} currency={currency} />
          ))}
        </tbody>
      </Table>
      <p className="mt-3 max-w-[75ch] text-muted text-sm">
        The size is the one that saves most if usage falls by a fifth. Start with one year and no upfront: what is not
        used is paid all the same.
      </p>
    </Panel>
  );
}

function OptionRow({ option, currency }: { option: Purchase; currency: string }) {
  const { term, payment, discount, hourlyCommitment, upfront, scenarios, breakEvenMonths, breakEvenUsage } = option;
  const [today, less, least] = scenarios;
  return (
    <tr>
      <RowHead className="sm:whitespace-nowrap">
        {`${term === 1 ? "1 year" : "3 years"}, ${payment}`}
        {term === 1 && payment === "no upfront" && <span className="ml-2 text-muted text-xs">suggested</span>}
        <p className="text-muted text-xs">
          {`${money(hourlyCommitment.toFixed(3), currency)} an hour, ${percent(discount)} off`}
        </p>
        <p className="mt-1 text-xs sm:hidden">
          {`With 20 % less usage it ${fallText(less, currency)}, with 40 % less ${fallText(least, currency)}. `}
          {`Breaks even ${breakEvenText(breakEvenUsage)}. Upfront: ${wholeMoney(upfront.toFixed(0), currency)}.`}
        </p>
      </RowHead>
      <Cell numeric>{wholeMoney(today.saving.toFixed(0), currency)}</Cell>
      <FallCell scenario={less} currency={currency} />
      <FallCell scenario={least} currency={currency} />
      <Cell numeric className="max-sm:hidden">
        {breakEvenText(breakEvenUsage)}
        {breakEvenMonths !== null && upfront > 0 && (
          <p className="text-muted text-xs">{`after ${breakEvenMonths.toFixed(1)} months`}</p>
        )}
      </Cell>
      <Cell numeric className="max-sm:hidden">
        {percent(today.utilisation)}
      </Cell>
      <Cell numeric className="max-sm:hidden">
        {wholeMoney(upfront.toFixed(0), currency)}
      </Cell>
    </tr>
  );
}

function FallCell({ scenario, currency }: { scenario: Scenario; currency: string }) {
  return (
    <Cell numeric className="max-sm:hidden">
      <span className={scenario.saving < 0 ? "text-bad" : undefined}>{fallText(scenario, currency)}</span>
      <p className="text-muted text-xs">{`${percent(scenario.utilisation)} used`}</p>
    </Cell>
  );
}

function fallText({ saving }: Scenario, currency: string): string {
  return `${saving < 0 ? "loses" : "saves"} ${wholeMoney(Math.abs(saving).toFixed(0), currency)}`;
}

const breakEvenText = (usage: Purchase["breakEvenUsage"]) =>
  usage === null ? "never" : `at ${percent(usage)} of usage`;
