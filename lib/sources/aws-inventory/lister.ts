import type { Action } from "../aws/refusals";
import type { InventoryProblem, Resource, ResourceKind } from "../inventory";
import type { Here } from "./clients";

/** A resource before its metrics were asked for. */
export type Facts<R extends Resource = Resource> = R extends Resource ? Omit<R, "metrics"> : never;

export type Listed = { resources: Facts[]; next: string | null; problems: InventoryProblem[] };

/** One kind of resource: its pages, one after the other. */
export type Lister = {
  step: string;
  what: ResourceKind;
  permission: Action;
  /** What disappears while its metrics are read is found by listing it once more. */
  isListedTwice?: true;
  list: (here: Here, token: string | null) => Promise<Listed>;
};
