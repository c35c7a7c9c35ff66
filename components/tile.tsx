import type { ReactNode } from "react";

type Props = { label: ReactNode; value: ReactNode; children?: ReactNode };

/** One of the three or four figures that matter, with what it is compared with beneath. */
export function Tile({ label, value, children }: Props) {
  return (
    <dl className="min-w-0 py-1">
      <dt className="text-muted text-sm">{label}</dt>
      <dd className="tabular mt-1 truncate font-semibold text-2xl tracking-tight @4xl:text-xl @5xl:text-2xl">
        {value}
      </dd>
      {children && <dd className="mt-1 flex flex-col gap-0.5 text-muted text-sm">{children}</dd>}
    </dl>
  );
}

/** Tiles side by side, set apart by hairlines. */
export function Tiles({ children }: { children: ReactNode }) {
  return (
    <div className="@container border-line border-t pt-5">
      <div className="grid gap-x-8 gap-y-6 @4xl:grid-cols-4 @md:grid-cols-2">{children}</div>
    </div>
  );
}
