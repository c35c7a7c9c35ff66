import type { DuckDBConnection } from "@duckdb/node-api";
import { tagSet } from "../../focus/tags";
import { rowsIn } from "./database";
import type { Field } from "./dimensions";

/** measured, tags, raw: a source that cannot know tags is not the same as a charge without any. */
export function tagTuple([measured = null, text = null]: Field[]): Field[] {
  if (measured === "f") return ["f", null, null];
  const { tags, raw } = tagSet(text);
  return ["t", tags, raw];
}

/** Tag sets that may not be readable; only reading them tells. A shallow object without escapes always is. */
const DOUBTFUL = `SELECT n, f1 FROM k_tag_set WHERE f1 IS NOT NULL AND (
  len(f1) - len(translate(f1, '[{', '')) > 40 OR contains(f1, '\\u')
  OR CASE WHEN json_valid(f1) THEN json_type(f1) <> 'OBJECT' ELSE true END)`;

/** How many staged rows have tags that the ledger keeps as text. */
export async function unreadableTags(staging: DuckDBConnection): Promise<number> {
  const unreadable = (await rowsIn(staging, DOUBTFUL)).filter(([, text]) => !tagSet(String(text)).isReadable);
  if (unreadable.length === 0) return 0;
  const numbers = unreadable.map(([n]) => Number(n)).join(", ");
  const [[count = 0n] = []] = await rowsIn(staging, `SELECT count(*) FROM stage WHERE n_tag_set IN (${numbers})`);
  return Number(count);
}
