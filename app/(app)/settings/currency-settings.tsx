import { Callout } from "@/components/ui/callout";
import { Panel } from "@/components/ui/panel";
import type { Day } from "@/lib/focus/period";
import type { Rates } from "@/lib/rates/list";
import { EcbForm } from "./ecb-form";
import { EcbTable } from "./ecb-table";
import { EnteredTable } from "./entered-table";
import { RateForm } from "./rate-form";
import { ReportingForm } from "./reporting-form";

type Props = { reporting: string | null; rates: Rates; billed: string[]; today: Day; canEdit: boolean };

/** In which currency pages ask, and the rates that bring the others there. */
export function CurrencySettings({ reporting, rates, billed, today, canEdit }: Props) {
  const known = new Set(["EUR", ...rates.ecb.map(({ currency }) => currency)]);
  for (const { base, quote } of rates.entered) known.add(base).add(quote);
  const foreign = billed.filter((currency) => currency !== reporting);
  const lacking = reporting
    ? [...foreign, reporting].filter((currency) => foreign.length > 0 && !known.has(currency))
    : [];
  return (
    <>
      <Panel id="reporting" title="Reporting currency" note={sentence(reporting, billed)}>
        {lacking.length > 0 && (
          <div className="mb-4">
            <Callout tone="warn" title={`There are no rates for ${lacking.join(" and ")}`}>
              Amounts in these currencies stay apart until rates are imported or entered below.
            </Callout>
          </div>
        )}
        {canEdit ? (
          <ReportingForm reporting={reporting ?? ""} choices={[...new Set([...billed, ...known])].toSorted()} />
        ) : (
          <p className="text-muted text-sm">An editor can change this.</p>
        )}
      </Panel>
      <Panel
        id="ecb"
        title="Rates of the European Central Bank"
        note="The ECB publishes what one euro is worth on each working day. A day without a rate takes the last earlier one, at most 7 days old; two other currencies are converted through the euro."
      >
        <div className="flex flex-col gap-6">
          {canEdit && <EcbForm hasRates={rates.ecb.length > 0} />}
          <EcbTable series={rates.ecb} used={new Set([...billed, reporting ?? ""])} />
        </div>
      </Panel>
      <Panel
        id="entered"
        title="Rates entered by hand"
        note="For currencies that the ECB has no rate for, or for rates that your books use. On its days such a rate counts before the ECB’s."
      >
        <div className="flex flex-col gap-6">
          {canEdit && <RateForm today={today} quote={reporting ?? ""} />}
          <EnteredTable rates={rates.entered} canEdit={canEdit} />
        </div>
      </Panel>
    </>
  );
}

function sentence(reporting: string | null, billed: string[]): string {
  const listed =
    billed.length === 0 ? "Nothing was billed in the last 13 months" : `Charges are billed in ${billed.join(", ")}`;
  if (!reporting)
    return `${listed}. Each currency stands by itself, because no total across them exists without rates.`;
  return `${listed}. Pages show them in ${reporting}, with the rate of each charge’s day.`;
}
