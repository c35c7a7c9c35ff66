import { money } from "@/components/format";
import type { Hierarchy } from "@/lib/budgets/hierarchy";

/** Says whether the budgets below one add up to it, and what is missing where they do not. */
export function HierarchyNote({ hierarchy, currency }: { hierarchy: Hierarchy; currency: string }) {
  return <p className="mt-0.5 max-w-[36ch] text-muted text-xs">{hierarchySentence(hierarchy, currency)}</p>;
}

export function hierarchySentence({ children, sum, difference, unlike }: Hierarchy, currency: string): string {
  const parts = children === 1 ? "Its one part comes" : `Its ${children} parts add up`;
  const cannot = unlike.length > 0 ? ` Not counted, as their periods or currency differ: ${unlike.join(", ")}.` : "";
  if (difference === null) return `${parts} to ${money(sum, currency)}.${cannot}`;
  const open = Number(difference);
  if (open === 0) return `${parts} to it exactly.${cannot}`;
  const rest = money(difference.replace("-", ""), currency);
  const what = open > 0 ? `${rest} of it is not given to anybody` : `${rest} more than it has`;
  return `${parts} to ${money(sum, currency)}: ${what}.${cannot}`;
}
