import { AlertTriangle, CheckCircle2, Info, XCircle } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

const tones = {
  info: { Icon: Info, icon: "text-accent", ground: "bg-accent-soft" },
  good: { Icon: CheckCircle2, icon: "text-good", ground: "bg-good-soft" },
  warn: { Icon: AlertTriangle, icon: "text-warn", ground: "bg-warn-soft" },
  bad: { Icon: XCircle, icon: "text-bad", ground: "bg-bad-soft" },
};

type Props = {
  tone?: keyof typeof tones;
  title?: ReactNode;
  children?: ReactNode;
  /** What to do about it. */
  action?: ReactNode;
  /** Read out when it appears: for what follows an action of the user. */
  live?: boolean;
};

export function Callout({ tone = "info", title, children, action, live = false }: Props) {
  const { Icon, icon, ground } = tones[tone];
  return (
    <div
      role={live ? (tone === "bad" ? "alert" : "status") : undefined}
      className={classNames("flex flex-wrap items-start gap-x-3 gap-y-2 rounded-lg px-4 py-3 text-sm", ground)}
    >
      <Icon aria-hidden className={classNames("mt-0.5 size-4 shrink-0", icon)} />
      <div className="min-w-0 flex-1 basis-64">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className={title ? "mt-0.5 text-muted" : undefined}>{children}</div>}
      </div>
      {action && <div className="flex shrink-0 items-center gap-2">{action}</div>}
    </div>
  );
}
