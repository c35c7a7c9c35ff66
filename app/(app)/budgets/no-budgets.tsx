import { Goal } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export function NoBudgets({ mayEdit }: { mayEdit: boolean }) {
  return (
    <EmptyState
      level={1}
      icon={<Goal aria-hidden />}
      title="No budgets yet"
      actions={
        mayEdit && (
          <>
            <Button look="primary" size="l" asChild>
              <Link href="/budgets/new">New budget</Link>
            </Button>
            <Button size="l" asChild>
              <Link href="/budgets/several">One for each team or account</Link>
            </Button>
            <Button size="l" asChild>
              <Link href="/budgets/import">Import csv</Link>
            </Button>
          </>
        )
      }
    >
      A budget is an amount for any part of your spend. After each import Outlay compares what was spent and what is
      expected with it, and tells the owner in time.
      {!mayEdit && " An editor or admin can set one."}
    </EmptyState>
  );
}
