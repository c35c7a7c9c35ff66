import type { Metric } from "../../focus/charge";

/** A row that breaks a rule, with the values that do it. */
export type ConformanceExample = { file: string; row: number; values: Record<string, string | null> };

/** One rule of FOCUS and how far an import keeps it. */
export type ConformanceFinding = {
  id: string;
  /** What holds where the rule is kept. */
  rule: string;
  /** Where FOCUS says so. */
  section: string;
  /** Rows that the rule is about, and how many of them break it. */
  checked: number;
  broken: number;
  /** What the broken rows cost, by the metrics that the rule is about. */
  amounts: { metric: Metric; currency: string; amount: string }[];
  examples: ConformanceExample[];
  /** Columns or commitments that it is about, where rows are not what matters. */
  names: string[];
};

/** How an import keeps the rules of FOCUS. It informs: a bill that breaks them counts all the same. */
export type Conformance = { version: string; findings: ConformanceFinding[] };
