import type { Metadata } from "next";
import { adviceList } from "@/lib/rightsizing/list/advice-list";
import { lookedAt, savingsOverview } from "@/lib/rightsizing/list/overview";
import { currentScope } from "../../session";
import { AdviceFilterBar } from "./advice-filter-bar";
import { AdvicePager } from "./advice-pager";
import { AdviceTable } from "./advice-table";
import { NobodyLooked } from "./nobody-looked";
import { RunNotes } from "./run-notes";
import { SavingsHeader } from "./savings-header";
import { SavingsParts } from "./savings-parts";
import { SavingsTiles } from "./savings-tiles";
import { Sections } from "./sections";
import { filterOf, type SavingsParams, viewOf } from "./view";

export const metadata: Metadata = { title: "Savings" };

const PAGE = 50;

export default async function SavingsPage({ searchParams }: { searchParams: Promise<SavingsParams> }) {
  const scope = await currentScope();
  const now = new Date();
  const view = viewOf(await searchParams);
  const [overview, looked, page] = await Promise.all([
    savingsOverview(scope),
    lookedAt(scope),
    adviceList(scope, { filter: filterOf(view), sort: view.sort, limit: PAGE, cursor: view.cursor }, now),
  ]);
  const mayAct = scope.role !== "viewer";
  return (
    <>
      <SavingsHeader overview={overview} looked={looked} mayLook={mayAct && scope.rows === null} />
      <Sections current="/rightsizing" />
      <SavingsTiles overview={overview} looked={looked} />
      <SavingsParts overview={overview} view={view} />
      <AdviceFilterBar overview={overview} view={view} />
      {looked.isDone ? (
        <AdviceTable items={page.items} view={view} now={now} mayAct={mayAct} />
      ) : (
        <NobodyLooked last={looked.runs[0]} mayLook={mayAct && scope.rows === null} />
      )}
      <AdvicePager view={view} size={PAGE} next={page.cursor} />
      <RunNotes looked={looked} now={now} />
    </>
  );
}
