import type { FocusColumn } from "./columns";

/** The closed vocabularies of FOCUS, in its own spelling. */
export const vocabulary = {
  ChargeCategory: ["Usage", "Purchase", "Tax", "Credit", "Adjustment"],
  ChargeClass: ["Correction"],
  ChargeFrequency: ["One-Time", "Recurring", "Usage-Based"],
  PricingCategory: ["Standard", "Dynamic", "Committed", "Other"],
  CommitmentDiscountCategory: ["Spend", "Usage"],
  CommitmentDiscountStatus: ["Used", "Unused"],
  CapacityReservationStatus: ["Used", "Unused"],
  ServiceCategory: [
    "AI and Machine Learning",
    "Analytics",
    "Business Applications",
    "Compute",
    "Databases",
    "Developer Tools",
    "Identity",
    "Integration",
    "Internet of Things",
    "Management and Governance",
    "Media",
    "Migration",
    "Mobile",
    "Multicloud",
    "Networking",
    "Other",
    "Security",
    "Storage",
    "Web",
  ],
} as const satisfies Partial<Record<FocusColumn, readonly string[]>>;

export type Enumeration = keyof typeof vocabulary;

export const enumerations = Object.keys(vocabulary) as Enumeration[];

// Google's BigQuery view of its billing export writes its own cost type for rounding lines.
const otherWords: Partial<Record<Enumeration, Record<string, string>>> = { ChargeCategory: { error: "Adjustment" } };

/** Pairs of what a provider may write, in lower case, and how FOCUS spells it. */
export function spellings(column: Enumeration): [written: string, canonical: string][] {
  const own = vocabulary[column].map((word): [string, string] => [word.toLowerCase(), word]);
  return [...own, ...Object.entries(otherWords[column] ?? {})];
}

/** FOCUS's own spelling of a word in any case; a word outside the vocabulary stays as it is. */
export function canonical(column: Enumeration, written: string | null): string | null {
  if (written === null) return null;
  const plain = written.trim().toLowerCase();
  return spellings(column).find(([spelling]) => spelling === plain)?.[1] ?? written;
}
