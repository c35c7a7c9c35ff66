import { DomainError } from "../errors";
import { awsCostExplorer } from "./aws-cost-explorer/source";
import type { Authority } from "./source";

/** Every connector; forms, schedules and the sources page follow from this list. */
export const connectors = [awsCostExplorer];

export type Connector = (typeof connectors)[number];

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
