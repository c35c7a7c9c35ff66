import type { BridgeStep } from "@/lib/query/shapes/bridge";
import type { ParetoBar } from "@/lib/query/shapes/pareto";
import type { Week } from "@/lib/query/shapes/weekdays";
import type { ColumnData } from "./column-data";

type Linked<Item> = Omit<Item, "keys"> & { href?: string | undefined };

/** Everything a chart of the Explore page can be; prepared on the server, plain, no larger than needed. */
export type Drawing =
  | { kind: "column" | "line" | "area" | "cumulative" | "treemap"; data: ColumnData }
  | { kind: "heatmap"; label: string; currency: string; weeks: Week[] }
  | {
      kind: "pareto";
      label: string;
      currency: string;
      bars: Linked<ParetoBar>[];
      few: number;
      names: number;
      credits: string;
    }
  | { kind: "waterfall"; label: string; currency: string; steps: Linked<BridgeStep>[] };
