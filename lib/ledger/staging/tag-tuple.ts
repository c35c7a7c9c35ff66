import { tagSet } from "../../focus/tags";
import type { Field } from "./dimensions";

/** measured, tags, raw: a source that cannot know tags is not the same as a charge without any. */
export function tagTuple([measured = null, text = null]: Field[]): Field[] {
  if (measured === "f") return ["f", null, null];
  const { tags, raw } = tagSet(text);
  return ["t", tags, raw];
}

/** How many staged rows have tags that are no JSON object; arrays of pairs are read as one. */
export const unreadableTags = `SELECT count(*) FROM stage JOIN k_tag_set ON n = n_tag_set
  WHERE f1 IS NOT NULL AND CASE WHEN json_valid(f1) THEN json_type(f1) NOT IN ('OBJECT', 'ARRAY') ELSE true END`;
