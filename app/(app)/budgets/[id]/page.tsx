import type { Metadata } from "next";
import { Part } from "@/components/part";
import { alertList } from "@/lib/alerts/list";
import { budgetById, budgetHistory } from "@/lib/budgets/list";
import { currentScope } from "../../../session";
import { PanelSkeleton } from "../../_overview/skeletons";
import { orNotFound } from "../../sources/or-not-found";
import { BeingJudged } from "../being-judged";
import { BudgetFigures } from "./budget-figures";
import { BudgetHeader } from "./budget-header";
import { CommentsPart } from "./comments-part";
import { CoursePart } from "./course-part";
import { Facts } from "./facts";
import { History } from "./history";
import { Messages } from "./messages";
import { Thresholds } from "./thresholds";

export const metadata: Metadata = { title: "Budget" };

export default async function BudgetPage({ params }: { params: Promise<{ id: string }> }) {
  const scope = await currentScope();
  const { id } = await params;
  const now = new Date();
  const budget = await budgetById(scope, id, now).catch(orNotFound);
  const [history, alerts] = await Promise.all([
    budgetHistory(scope, id, now),
    alertList(scope, now, { budgetId: id, states: ["open", "acknowledged", "snoozed", "resolved", "superseded"] }),
  ]);
  return (
    <>
      <BudgetHeader scope={scope} budget={budget} />
      <BeingJudged scope={scope} />
      <div className="flex flex-col gap-10">
        <BudgetFigures budget={budget} />
        {budget.verdict?.figures && (
          <Part name="The course of the period" fallback={<PanelSkeleton className="h-96" />}>
            <CoursePart scope={scope} budget={budget} verdict={budget.verdict} />
          </Part>
        )}
        <Thresholds budget={budget} alerts={alerts} />
        <History budget={budget} history={history} />
        <Messages scope={scope} budget={budget} />
        <CommentsPart scope={scope} budget={budget} />
        <Facts scope={scope} budget={budget} />
      </div>
    </>
  );
}
