import { plain, sumOf } from "../../focus/money";
import type { Conformance, ConformanceFinding } from "./conformance";

const MOST_EXAMPLES = 5;

/** The report of a run that imports an export period by period: what holds for one is added to the others. */
export function mergedConformance(before: Conformance | null, next: Conformance): Conformance {
  if (!before) return next;
  const earlier = new Map(before.findings.map((finding) => [finding.id, finding]));
  const merged = next.findings.map((finding) => {
    const known = earlier.get(finding.id);
    earlier.delete(finding.id);
    return known ? mergedFinding(known, finding) : finding;
  });
  return {
    version: [before.version, next.version].toSorted().at(-1) ?? next.version,
    findings: [...merged, ...earlier.values()],
  };
}

function mergedFinding(one: ConformanceFinding, other: ConformanceFinding): ConformanceFinding {
  return {
    ...other,
    checked: one.checked + other.checked,
    broken: one.broken + other.broken,
    amounts: mergedAmounts([...one.amounts, ...other.amounts]),
    examples: [...one.examples, ...other.examples].slice(0, Math.max(MOST_EXAMPLES, one.examples.length)),
    names: [...new Set([...one.names, ...other.names])],
  };
}

function mergedAmounts(amounts: ConformanceFinding["amounts"]): ConformanceFinding["amounts"] {
  const byKind = new Map<string, ConformanceFinding["amounts"][number]>();
  for (const each of amounts) {
    const kind = `${each.metric} ${each.currency}`;
    const sum = sumOf([byKind.get(kind)?.amount ?? "0", each.amount]);
    byKind.set(kind, { ...each, amount: plain(sum) });
  }
  return [...byKind.values()];
}
