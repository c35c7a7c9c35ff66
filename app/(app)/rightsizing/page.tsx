import type { Metadata } from "next";
import { adviceList } from "@/lib/rightsizing/list/advice-list";
import { lookedAt, savingsOverview } from "@/lib/rightsizing/list/overview";
import { currentScope } from "../../session";
import { FoundAdvice } from "./found-advice";
import { NobodyLooked } from "./nobody-looked";
import { RunNotes } from "./run-notes";
import { SavingsHeader } from "./savings-header";
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
  const mayLook = mayAct && scope.rows === null;
  return (
    <>
      <SavingsHeader overview={overview} looked={looked} mayLook={mayLook} />
      <Sections current="/rightsizing" />
      {looked.isDone ? (
        <FoundAdvice {...{ overview, looked, view, page, now, mayAct }} size={PAGE} />
      ) : (
        <NobodyLooked looked={looked} mayLook={mayLook} />
      )}
      <RunNotes looked={looked} now={now} />
    </>
  );
}
