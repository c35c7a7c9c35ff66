import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

type Props = { id: string; title: string; isOpen: boolean; children: ReactNode };

/** A part of a page that is needed now and then; it opens without JavaScript and by its address. */
export function Fold({ id, title, isOpen, children }: Props) {
  return (
    <details id={id} open={isOpen} className="group min-w-0 border-line border-t pt-5">
      <summary className="flex w-fit cursor-pointer list-none items-center gap-2 rounded-md">
        <ChevronRight aria-hidden className="size-4 text-faint transition-transform group-open:rotate-90" />
        <h2 className="font-semibold text-lg">{title}</h2>
      </summary>
      <div className="mt-4">{children}</div>
    </details>
  );
}
