import type { z } from "zod";
import { DomainError } from "../errors";
import { awsCostExplorer } from "./aws-cost-explorer/source";
import { awsDataExport } from "./aws-data-export/source";
import { azureCostExport } from "./azure-cost-export/source";
import type { Authority, FileSource, RowSource } from "./source";
import { watchedFolder } from "./watched-folder/source";

type AnySettings = z.ZodObject;

/** A connector whose settings are whatever its own `settings` makes of what was entered. */
export type Connector = RowSource<AnySettings> | FileSource<AnySettings>;

/** Every connector; forms, schedules and the sources page follow from this list. */
export const connectors: Connector[] = [
  anyOf(awsCostExplorer),
  anyOf(awsDataExport),
  anyOf(azureCostExport),
  anyOf(watchedFolder),
];

/** Whoever holds a connector gives it only settings that its own `settings` has parsed. */
function anyOf<S extends z.ZodObject>(source: RowSource<S> | FileSource<S>): Connector {
  return source as unknown as Connector;
}

export function connectorNamed(id: string): Connector {
  const found = connectors.find((connector) => connector.id === id);
  if (found) return found;
  const known = connectors.map((connector) => connector.id).join(", ");
  throw new DomainError("invalid", `There is no connector called ${id}. There is: ${known}.`);
}

/** Files that people bring are exports; so is whatever a later version of Outlay connected. */
export function authorityOf(connectorId: string): Authority {
  return connectors.find(({ id }) => id === connectorId)?.authority ?? "export";
}
