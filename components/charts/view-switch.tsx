import { ChartColumnStacked, Table2 } from "lucide-react";
import { classNames } from "../ui/class-names";

const views = [
  { name: "chart", label: "Chart", Icon: ChartColumnStacked },
  { name: "table", label: "Table", Icon: Table2 },
] as const;
type View = (typeof views)[number]["name"];

export function ViewSwitch({ view, choose }: { view: View; choose: (view: View) => void }) {
  return (
    <fieldset className="chart-picture inline-flex items-center gap-0.5 rounded-md border border-line bg-sunken p-0.5">
      <legend className="sr-only">Show as</legend>
      {views.map(({ name, label, Icon }) => (
        <button
          key={name}
          type="button"
          aria-pressed={view === name}
          onClick={() => choose(name)}
          className={classNames(
            "inline-flex h-7 cursor-pointer items-center gap-1.5 rounded-[5px] px-2.5 text-sm",
            view === name ? "bg-surface font-medium text-ink shadow-seg" : "text-muted hover:text-ink",
          )}
        >
          <Icon aria-hidden className="size-4" />
          {label}
        </button>
      ))}
    </fieldset>
  );
}
