import Link from "next/link";
import { Button } from "@/components/ui/button";
import { type SavingsView, savingsHref } from "./view";

type Props = { view: SavingsView; size: number; next: string | null };

/** On to the next stretch of the list, and back. */
export function AdvicePager({ view, size, next }: Props) {
  const from = Number(view.cursor ?? 0);
  if (from === 0 && next === null) return null;
  const before = from - size > 0 ? String(from - size) : undefined;
  return (
    <nav aria-label="More recommendations" className="mt-4 flex gap-2">
      {from > 0 && (
        <Button asChild>
          <Link href={savingsHref({ ...view, cursor: before })}>Previous</Link>
        </Button>
      )}
      {next !== null && (
        <Button asChild>
          <Link href={savingsHref({ ...view, cursor: next })}>Next</Link>
        </Button>
      )}
    </nav>
  );
}
