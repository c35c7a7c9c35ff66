import type { ReactNode } from "react";
import { classNames } from "./class-names";

type Props = {
  id: string;
  title: ReactNode;
  /** One line under the title. */
  note?: ReactNode;
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** A part of a page under its own heading, set off by a hairline, never by a box in a box. */
export function Panel({ id, title, note, actions, className, children }: Props) {
  return (
    <section aria-labelledby={id} className={classNames("@container min-w-0 border-line border-t pt-5", className)}>
      <div className="mb-4 flex min-h-8 items-start justify-between gap-x-4">
        <div className="min-w-0">
          <h2 id={id} className="flex min-h-8 items-center font-semibold text-lg">
            {title}
          </h2>
          {note && <p className=" text-muted text-sm">{note}</p>}
        </div>
        {actions && <div className="flex shrink-0 items-center gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  );
}

/** The page's own heading and what can be done with the page as a whole. */
export function PageHeader({ title, lead, actions }: { title: ReactNode; lead?: ReactNode; actions?: ReactNode }) {
  return (
    <header className="mb-8 flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
      <div className="min-w-0">
        <h1 className="font-semibold text-xl">{title}</h1>
        {lead && <p className="mt-1.5 max-w-[75ch] text-muted">{lead}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
