import { RowScope } from "../../lib/auth/row-scope";
import { conditionSentence } from "../../lib/query/condition-sentence";
import { conditionFrom } from "../../lib/query/params";
import type { Input } from "./command";

/** What `--only` says, which may stand several times; null where it does not. */
export function rowsTyped(input: Input): RowScope | null {
  const typed = input.texts("only");
  return typed.length === 0 ? null : RowScope.parse(typed.map(conditionFrom));
}

export function rowsText(rows: RowScope | null): string {
  return rows === null ? "everything" : `charges where ${rows.map((row) => conditionSentence(row)).join(" and ")}`;
}
