import { type Sql, sql } from "../../db/sql";

/**
 * An id that tells its place, as an ARN or a path does, or that was drawn at random: nothing else has it, wherever its
 * charges say that they are of. Any other is a name, which may be given once in each region.
 */
const UNIQUE = "^(arn:|//|/subscriptions/|projects/|ocid1\\.|(i|vol)-[0-9a-f]{8}$)|[0-9a-f]{12}$";

const unique = new RegExp(UNIQUE, "i");

/** What names no region is of any. */
export const isOfRegion = (id: string, one: string | null, other: string | null): boolean =>
  one === null || other === null || one === other || unique.test(id);

/** The same in SQL, of what has the same id. */
export const isSameRegion = (id: Sql, one: Sql, other: Sql): Sql =>
  sql`(${one} is null or ${other} is null or ${one} = ${other} or ${id} ~* ${UNIQUE})`;

/** What tells apart rows of the same id. */
export const regionKey = (id: Sql, region: Sql): Sql =>
  sql`case when ${id} ~* ${UNIQUE} then '' else coalesce(${region}, '') end`;

/** Of rows that name no region, that of others of the same thing. */
export const regionAmong = (region: Sql, same: Sql): Sql =>
  sql`coalesce(${region}, min(${region}) over (partition by ${same}))`;
