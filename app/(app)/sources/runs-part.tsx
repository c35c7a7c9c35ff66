import { Part } from "@/components/part";
import { LoadingPanel } from "@/components/ui/skeleton";
import { type RunsProps, RunsTable } from "./runs-table";

/** The sums of the last runs come when they are added up, and may fail without taking the page with them. */
export function RunsPart(props: RunsProps) {
  const name = `The runs of ${props.source.name}`;
  return (
    <Part name={name} fallback={<LoadingPanel label={`${name} are being read`} className="h-36" />}>
      <RunsTable {...props} />
    </Part>
  );
}
