import type { Metadata } from "next";
import { spanLabel } from "@/components/format";
import { PageHeader } from "@/components/ui/panel";
import { addDays } from "@/lib/focus/period";
import { type Commitments, commitments, type PurchaseWhatIf } from "@/lib/rightsizing/commitments/commitments";
import { OwnDiscount } from "@/lib/rightsizing/commitments/discounts";
import { currentScope } from "../../../session";
import { WholeBillOnly } from "../../whole-bill-only";
import { Sections } from "../sections";
import { DiscountForm } from "./discount-form";
import { HeldTable } from "./held-table";
import { ProviderUsePanel } from "./provider-use";
import { WhatIf } from "./what-if";

export const metadata: Metadata = { title: "Commitments" };

type Props = { searchParams: Promise<{ discount?: string | string[]; size?: string | string[] }> };

export default async function CommitmentsPage({ searchParams }: Props) {
  const scope = await currentScope();
  if (scope.rows !== null) {
    return <WholeBillOnly title="Commitments">Commitments are shared by the whole bill.</WholeBillOnly>;
  }
  const given = await searchParams;
  const typed = [given.discount].flat()[0] ?? "";
  const own = typed === "" ? undefined : OwnDiscount.safeParse(Number(typed) / 100);
  const asIs = [given.size].flat()[0] === "as-is";
  const now = new Date();
  const shown = await commitments(scope, now, { own: own?.data, asIs });
  const wrong = own && !own.success ? "Use a percentage between 0 and 100, such as 27." : null;
  return (
    <>
      <PageHeader title="Commitments" lead={sentence(shown)} />
      <Sections current="/rightsizing/commitments" />
      <div className="flex flex-col gap-10">
        <HeldTable held={shown.held} />
        <ProviderUsePanel provider={shown.provider} held={shown.held} now={now} />
        {shown.whatIf.length > 0 && <DiscountForm typed={typed} asIs={asIs} wrong={wrong} />}
        {shown.whatIf.map((each) => (
          <WhatIf
            key={`${each.provider} ${each.billingAccount} ${each.currency}`}
            whatIf={each}
            stated={statedBeside(shown, each)}
          />
        ))}
      </div>
    </>
  );
}

/** A bill that names no commitment shows what they cover as on demand: buying for that would cover it twice. */
function statedBeside({ provider }: Commitments, { provider: of, coverage }: PurchaseWhatIf): string | null {
  if (coverage || of !== "AWS") return null;
  const covered = (provider?.uses ?? []).some((use) => Number(use.coverage ?? 0) > 0);
  return covered
    ? "AWS states above that commitments cover a part of it: add the export of AWS as a source before you buy, or it may be covered twice."
    : null;
}

function sentence({ period, held, whatIf }: Commitments): string {
  if (!period) return "There are no charges yet.";
  const days = `Figures are of ${spanLabel(period.from, addDays(period.to, -1))}.`;
  if (held.length === 0 && whatIf.length === 0) return `No commitment and no compute on demand is on the bill. ${days}`;
  const ending = held.filter(({ daysLeft }) => daysLeft !== null && daysLeft >= 0 && daysLeft <= 60).length;
  const has = held.length === 1 ? "One commitment is" : `${held.length} commitments are`;
  const ends = ending > 0 ? ` ${ending === 1 ? "One ends" : `${ending} end`} within 60 days.` : "";
  return `${has} on the bill.${ends} ${days}`;
}
