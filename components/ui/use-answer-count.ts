"use client";

import { useState } from "react";

/**
 * Counts the answers of a form. The browser sets a form back after each, lists to their first choice even; as its key, the
 * count draws the form anew with what was typed.
 */
export function useAnswerCount<State>(state: State): number {
  const [answer, setAnswer] = useState({ state, count: 0 });
  if (answer.state !== state) setAnswer({ state, count: answer.count + 1 });
  return answer.count;
}
