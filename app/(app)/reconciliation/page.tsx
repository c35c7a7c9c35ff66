import { currentScope } from "@/app/session";
import { Part } from "@/components/part";
import { LoadingPanel } from "@/components/ui/skeleton";
import { WholeBillOnly } from "../whole-bill-only";
import { Report } from "./report";

export const metadata = { title: "Reconciliation" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ReconciliationPage({ searchParams }: Props) {
  const [scope, { show }] = await Promise.all([currentScope(), searchParams]);
  if (scope.rows !== null) {
    return (
      <WholeBillOnly title="Reconciliation">Reconciliation compares the whole bill with what was stated.</WholeBillOnly>
    );
  }
  return (
    <Part name="The reconciliation" fallback={<LoadingPanel label="Comparing months" className="h-[40rem]" />}>
      <Report scope={scope} onlyWrong={show === "wrong"} now={new Date()} />
    </Part>
  );
}
