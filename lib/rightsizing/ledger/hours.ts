import { sql } from "../../db/sql";

/** The row `sku` is charged by the hour, as machines are. */
export const isHourly = sql`sku.pricing_unit ~* '^(1 )?h(ou)?rs?$'`;
