import { AlertTriangle, CheckCircle2, CircleDashed, XCircle } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

const states = {
  good: { Icon: CheckCircle2, text: "text-good", soft: "bg-good-soft" },
  warn: { Icon: AlertTriangle, text: "text-warn", soft: "bg-warn-soft" },
  bad: { Icon: XCircle, text: "text-bad", soft: "bg-bad-soft" },
  unknown: { Icon: CircleDashed, text: "text-muted", soft: "bg-hover" },
};
export type State = keyof typeof states;

/** Always an icon, a word and a colour; `pill` gives it a quiet ground of its own. */
export function Status({ state, pill = false, children }: { state: State; pill?: boolean; children: ReactNode }) {
  const { Icon, text, soft } = states[state];
  return (
    <span
      className={classNames(
        "inline-flex items-center gap-1.5 whitespace-nowrap font-medium",
        text,
        pill ? classNames("rounded-full px-2 py-0.5 text-xs", soft) : "text-sm",
      )}
    >
      <Icon aria-hidden className={pill ? "size-3.5" : "size-4"} />
      {children}
    </span>
  );
}

/** A small fact beside a name; says nothing about good or bad. */
export function Badge({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap rounded-full border border-line px-2 py-0.5 font-medium text-muted text-xs">
      {children}
    </span>
  );
}
