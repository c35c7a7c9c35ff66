import { explorationSearch } from "@/lib/query/exploration";
import { type Question, questionOf } from "@/lib/query/question";
import type { CostQuery } from "@/lib/query/spec";
import { plainView, type View } from "@/lib/query/view";

type Shown = { [Key in keyof View]?: View[Key] | undefined };

/** Where the Explore page answers this question; what is relative in it stays relative. */
export function exploreHref(question: Question, shown: Shown = {}): string {
  const view = { ...plainView, ...present(shown) };
  return `/explore?${explorationSearch({ question, view })}`;
}

/** Where the change of this question is explained. */
export function whyHref(question: Question, shown: Shown = {}): string {
  return exploreHref(question, shown).replace("/explore?", "/explore/why?");
}

/** The same for a question that knows its days, as the panels of other pages ask it. */
export function queryHref(query: CostQuery, shown: Shown = {}): string {
  return exploreHref(questionOf(query), shown);
}

function present(shown: Shown): Partial<View> {
  return Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined));
}
