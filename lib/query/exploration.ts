import type { Calendar } from "./calendar";
import type { UrlParams } from "./params";
import type { Question } from "./question";
import type { CostQuery } from "./spec";
import { questionFromUrl, urlFromQuestion } from "./url";
import { addView, type View, viewFromUrl } from "./view";

/** All that the Explore page is about, which is all that its URL holds: the question, what it means today, the view. */
export type Exploration = { question: Question; query: CostQuery; view: View };

export function explorationFromUrl(params: UrlParams, calendar: Calendar): Exploration {
  return { ...questionFromUrl(params, calendar), view: viewFromUrl(params) };
}

/** The search part of the page's URL, without the question mark; what a saved view keeps. */
export function explorationSearch({ question, view }: Pick<Exploration, "question" | "view">): string {
  const params = urlFromQuestion(question);
  // The page groups by service when nothing is said, so "by nothing" is said.
  if (question.groupBy.length === 0) params.set("groupBy", "");
  addView(params, view);
  return params.toString();
}
