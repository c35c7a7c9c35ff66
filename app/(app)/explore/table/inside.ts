import { conditionText } from "@/lib/query/condition-text";
import type { Question } from "@/lib/query/question";
import type { View } from "@/lib/query/view";
import { onward } from "../drill";
import { exploreHref } from "../href";
import type { Inside } from "./shown-table";

/** What is asked next once a row is picked, without the row. */
export function insideOf(question: Question, view: View): Inside {
  return {
    address: exploreHref({ ...question, groupBy: onward(question) }, { ...view, rows: undefined }),
    groupBy: question.groupBy,
    known: question.where.map(conditionText),
  };
}
