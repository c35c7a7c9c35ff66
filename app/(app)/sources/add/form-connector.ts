import type { Connector } from "@/lib/sources/registry";
import type { FormConnector } from "./connector-form";

/** What of a connector its form needs in the browser. */
export function formConnector({ id, label, fields, requestPrice }: Connector): FormConnector {
  return { id, label, fields, requestPrice };
}
