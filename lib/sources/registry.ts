import { DomainError } from "../errors";
import { awsCostExplorer } from "./aws-cost-explorer/source";

/** Every connector; forms, schedules and the sources page follow from this list. */
export const connectors = [awsCostExplorer];

export type Connector = (typeof connectors)[number];

export function connectorNamed(id: string): Connector {
  const found = connectors.find((connector) => connector.id === id);
  if (found) return found;
  const known = connectors.map((connector) => connector.id).join(", ");
  throw new DomainError("invalid", `There is no connector called ${id}. There is: ${known}.`);
}
