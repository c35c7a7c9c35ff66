import { tagSet } from "../../focus/tags";
import type { Field } from "./dimensions";

/** measured, tags, raw: a source that cannot know tags is not the same as a charge without any. */
export function tagTuple([measured = null, text = null]: Field[]): Field[] {
  if (measured === "f") return ["f", null, null];
  const { tags, raw } = tagSet(text);
  return ["t", tags, raw];
}
