import type { ReactNode } from "react";

type Props = { title: string; note?: ReactNode; children: ReactNode };

/** A step of the form under its own heading. */
export function PartOfForm({ title, note, children }: Props) {
  return (
    <fieldset className="min-w-0 border-line border-t pt-5">
      <legend className="contents">
        <h2 className="font-semibold text-lg">{title}</h2>
      </legend>
      {note && <p className="mt-0.5 text-muted text-sm">{note}</p>}
      <div className="mt-4 flex flex-col gap-5">{children}</div>
    </fieldset>
  );
}

/** Fields that only some choices need; where no script runs all of them are shown. */
export function When({ is, children }: { is: boolean; children: ReactNode }) {
  return (
    <div data-conditional="" hidden={!is}>
      {children}
    </div>
  );
}
