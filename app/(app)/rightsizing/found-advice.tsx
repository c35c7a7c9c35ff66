import type { AdvicePageShown } from "@/lib/rightsizing/list/advice-list";
import type { Looked, SavingsOverview } from "@/lib/rightsizing/list/overview";
import { AdviceFilterBar } from "./advice-filter-bar";
import { AdvicePager } from "./advice-pager";
import { AdviceTable } from "./advice-table";
import { SavingsParts } from "./savings-parts";
import { SavingsTiles } from "./savings-tiles";
import type { SavingsView } from "./view";

type Props = {
  overview: SavingsOverview;
  looked: Looked;
  view: SavingsView;
  page: AdvicePageShown;
  size: number;
  now: Date;
  mayAct: boolean;
};

/** The figures and the list, once a look has come to its end: before that, half of them would be told as the whole. */
export function FoundAdvice({ overview, looked, view, page, size, now, mayAct }: Props) {
  return (
    <>
      <SavingsTiles overview={overview} looked={looked} />
      <SavingsParts overview={overview} view={view} />
      <AdviceFilterBar overview={overview} view={view} />
      <AdviceTable items={page.items} view={view} now={now} mayAct={mayAct} />
      <AdvicePager view={view} size={size} next={page.cursor} />
    </>
  );
}
