import { AdviceFilter, type Sort, sorts } from "@/lib/rightsizing/list/filter";
import { type Action, type AdviceState, actions } from "@/lib/rightsizing/words";

export type SavingsParams = Record<string, string | string[] | undefined>;

export const shows = ["open", "in_progress", "done", "dismissed", "all"] as const;
/** Which part of its life advice is in; "done" are those that were measured too. */
export type Show = (typeof shows)[number];

export type SavingsView = {
  show: Show;
  sort: Sort;
  action: Action | null;
  team: string | null;
  account: string | null;
  service: string | null;
  owner: string | null;
  source: string | null;
  text: string;
  /** Advice that other advice takes the place of is listed as well. */
  everything: boolean;
  cursor: string | undefined;
};

const shownStates: Record<Show, AdviceState[] | null> = {
  open: ["open"],
  in_progress: ["in_progress"],
  done: ["done", "verified", "failed"],
  dismissed: ["dismissed", "snoozed", "expired"],
  all: null,
};

/** What the page's address asks for; words it does not know are left out. */
export function viewOf(params: SavingsParams): SavingsView {
  const first = (name: string) => [params[name]].flat()[0]?.slice(0, 500) ?? "";
  return {
    show: shows.find((name) => name === first("state")) ?? "open",
    sort: sorts.find((name) => name === first("sort")) ?? "saving",
    action: actions.find((name) => name === first("action")) ?? null,
    team: namedOf(params, "team"),
    account: namedOf(params, "account"),
    service: namedOf(params, "service"),
    owner: namedOf(params, "owner"),
    source: namedOf(params, "source"),
    text: first("text").trim(),
    everything: first("everything") === "1",
    cursor: /^\d{1,7}$/.test(first("cursor")) ? first("cursor") : undefined,
  };
}

/** Null where any will do; an empty text asks for those without one. */
function namedOf(params: SavingsParams, name: string): string | null {
  const given = [params[name]].flat()[0];
  return given === undefined || given === "*" ? null : given.slice(0, 500);
}

/** The same as the domain asks it; what no text can hold finds nothing rather than failing. */
export function filterOf(view: SavingsView): AdviceFilter {
  const { show, action, team, account, service, owner, source, text, everything } = view;
  const states = shownStates[show];
  const asked = {
    ...(states && { state: states }),
    ...(action && { action: [action] }),
    ...(team !== null && { team: [team] }),
    ...(account !== null && { account: [account] }),
    ...(service !== null && { service: [service] }),
    ...(owner !== null && { owner: [owner] }),
    ...(source !== null && { source: [source] }),
    ...(text !== "" && { text }),
    ...(mayLeaveOut(view) && !everything && { best: "true" }),
  };
  const read = AdviceFilter.safeParse(asked);
  return read.success ? read.data : { resource: ["\uFFFD"] };
}

const NAMED = ["team", "account", "service", "owner", "source"] as const;

/** The address of a view; another filter begins at the first page again. */
export function savingsHref(view: SavingsView): string {
  const params = new URLSearchParams();
  if (view.show !== "open") params.set("state", view.show);
  if (view.sort !== "saving") params.set("sort", view.sort);
  if (view.action) params.set("action", view.action);
  for (const name of NAMED) {
    const value = view[name];
    if (value !== null) params.set(name, value);
  }
  if (view.text) params.set("text", view.text);
  if (view.everything) params.set("everything", "1");
  if (view.cursor) params.set("cursor", view.cursor);
  return params.size > 0 ? `/rightsizing?${params}` : "/rightsizing";
}

/** The same list as a file. */
export function csvHref(view: SavingsView): string {
  const params = new URLSearchParams({ sort: view.sort });
  for (const [name, value] of Object.entries(filterOf(view))) {
    for (const each of [value].flat()) params.append(name, String(each));
  }
  return `/api/v1/recommendations/csv?${params}`;
}

/** True of lists that hold one best piece of advice for each resource; who looks for something finds all there is. */
export function mayLeaveOut({ show, action, source, text }: SavingsView): boolean {
  return (show === "open" || show === "in_progress") && action === null && source === null && text === "";
}

/** True where something beyond the part of its life narrows the list. */
export function isNarrowed(view: SavingsView): boolean {
  return view.action !== null || view.text !== "" || NAMED.some((name) => view[name] !== null);
}
