import type { Verb } from "./contract";
import type { Route } from "./endpoint";
import { HttpRefusal, problemOf } from "./problem";

const all: readonly Verb[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** The handlers of one address: what it offers, and a refusal in the same form for every other verb. */
export function verbs(offered: Partial<Record<Verb, Route>>): Record<Verb, Route> {
  const Allow = all.filter((verb) => offered[verb]).join(", ");
  const refuse = (verb: Verb): Route => {
    const refusal = new HttpRefusal(405, "method_not_allowed", `${verb} is not offered here; ${Allow} is.`, { Allow });
    return async () => problemOf(refusal, verb);
  };
  return Object.fromEntries(all.map((verb) => [verb, offered[verb] ?? refuse(verb)])) as Record<Verb, Route>;
}
