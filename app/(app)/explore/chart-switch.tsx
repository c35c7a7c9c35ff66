import {
  CalendarRange,
  ChartArea,
  ChartBarDecreasing,
  ChartColumnStacked,
  ChartLine,
  ChartNoAxesGantt,
  LayoutPanelLeft,
  type LucideIcon,
  TrendingUp,
} from "lucide-react";
import Link from "next/link";
import { classNames } from "@/components/ui/class-names";
import { Popover } from "@/components/ui/popover";
import type { Exploration } from "@/lib/query/exploration";
import type { ChartKind, FigureKind } from "@/lib/query/view";
import { exploreHref } from "./href";

const kinds: { kind: ChartKind; label: string; Icon: LucideIcon }[] = [
  { kind: "column", label: "Columns", Icon: ChartColumnStacked },
  { kind: "line", label: "Lines", Icon: ChartLine },
  { kind: "area", label: "Areas", Icon: ChartArea },
  { kind: "cumulative", label: "Sum so far, against the period before", Icon: TrendingUp },
  { kind: "treemap", label: "Tree map", Icon: LayoutPanelLeft },
  { kind: "pareto", label: "Pareto", Icon: ChartBarDecreasing },
  { kind: "heatmap", label: "Weekdays by week", Icon: CalendarRange },
  { kind: "waterfall", label: "Waterfall of the change", Icon: ChartNoAxesGantt },
];

const figureNames: { kind: FigureKind; label: string }[] = [
  { kind: "amount", label: "Amount" },
  { kind: "cumulative", label: "Sum so far" },
  { kind: "share", label: "Share of the total" },
  { kind: "per-day", label: "Average per day" },
];

const withFigures: ChartKind[] = ["column", "line", "area"];

/** The kinds of charts as links, so that the address keeps which one it is. */
export function ChartSwitch({ question, view }: Pick<Exploration, "question" | "view">) {
  const figure = figureNames.find(({ kind }) => kind === view.figures) ?? figureNames[0];
  return (
    <>
      {withFigures.includes(view.chart) && (
        <Popover
          quiet
          align="end"
          name={`Figures: ${figure?.label}`}
          label={
            <>
              {figure?.label} <span aria-hidden>▾</span>
            </>
          }
        >
          <ul aria-label="Figures" className="w-48 p-1">
            {figureNames.map(({ kind, label }) => (
              <li key={kind}>
                <Link
                  href={exploreHref(question, { ...view, figures: kind })}
                  scroll={false}
                  aria-current={kind === view.figures ? "true" : undefined}
                  className={classNames(
                    "flex h-8 items-center rounded-md px-2.5 text-sm hover:bg-hover",
                    kind === view.figures && "font-medium",
                  )}
                >
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </Popover>
      )}
      <nav
        aria-label="Kind of chart"
        className="inline-flex items-center gap-0.5 rounded-md border border-line bg-sunken p-0.5"
      >
        {kinds.map(({ kind, label, Icon }) => (
          <Link
            key={kind}
            href={exploreHref(question, { ...view, chart: kind })}
            scroll={false}
            title={label}
            aria-label={label}
            aria-current={kind === view.chart ? "true" : undefined}
            className={classNames(
              "grid h-7 w-8 place-items-center rounded-[5px]",
              kind === view.chart ? "bg-surface text-ink shadow-seg" : "text-muted hover:text-ink",
            )}
          >
            <Icon aria-hidden className="size-4" />
          </Link>
        ))}
      </nav>
    </>
  );
}
