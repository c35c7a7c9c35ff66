import type { Period } from "../../focus/period";
import type { Change } from "../change";
import type { CostQuery } from "../spec";
import type { Cause, Lengths } from "./effects";
import type { Part } from "./tree";
import type { Sentence } from "./words";

/** One cause of the change over everything, and the question that shows its charges. */
export type CauseStep = { cause: Cause; label: string; amount: string; note: string | null; query: CostQuery };
/** A part of the change under its name; `share` of the whole change, where that says something. */
export type NamedPart = Omit<Part, "parts" | "where" | "causes"> & {
  label: string;
  share: number | null;
  causes: { cause: Cause; label: string; amount: string }[];
  query: CostQuery;
  parts: NamedPart[];
};

/** Why the cost of one currency changed: both lists add up to the change to the last digit. */
export type Explanation = {
  currency: string;
  before: string;
  now: string;
  change: Change;
  /** By cause, largest first; what is zero is left out. */
  causes: CauseStep[];
  /** By what it belongs to: the few values that explain most, and the rest. */
  parts: NamedPart[];
  resources: { new: number; vanished: number };
  sentences: Sentence[];
};

export type WhyAnswer = { now: Period; before: Period; lengths: Lengths; explanations: Explanation[] };
