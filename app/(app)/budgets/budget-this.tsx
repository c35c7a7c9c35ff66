import { Goal } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import type { Scope } from "@/lib/auth/scope";
import type { CostQuery } from "@/lib/query/spec";
import { newBudgetHref } from "./new-budget-href";

type Props = {
  scope: Scope;
  /** What the chart shows, its days and grouping aside. */
  of: Pick<CostQuery, "where" | "metric">;
  currency: string | undefined;
};

/** From a chart to a budget of the same charges. */
export function BudgetThis({ scope, of, currency }: Props) {
  if (scope.role === "viewer") return null;
  return (
    <Button look="ghost" asChild>
      <Link href={newBudgetHref(of, currency)} aria-label="Budget this">
        <Goal aria-hidden />
        <span className="sr-only @md:not-sr-only">Budget this</span>
      </Link>
    </Button>
  );
}
