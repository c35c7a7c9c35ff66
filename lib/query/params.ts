import { DomainError } from "../errors";
import { fixedDimensions, isBare, isDimension, operators } from "../focus/dimension";
import { shortened, splitEscaped, unescaped } from "./escape";
import type { Dimension, Operator } from "./names";
import type { Condition } from "./spec";

/** What Next and URL both give; a page may have parameters of its own beside the question's. */
export type UrlParams = URLSearchParams | Record<string, string | string[] | undefined>;

export function single(params: UrlParams, name: string): string | undefined {
  const [first, second] = every(params, name);
  if (second === undefined) return first;
  throw new DomainError("invalid", `${name} stands more than once in the URL.`);
}

export function every(params: UrlParams, name: string): string[] {
  if (params instanceof URLSearchParams) return params.getAll(name);
  return [params[name] ?? []].flat();
}

export function oneOf<Name extends string>(names: readonly Name[], text: string, parameter: string): Name {
  const found = names.find((name) => name === text);
  if (found) return found;
  throw new DomainError("invalid", `${parameter} is one of ${names.join(", ")}; "${shortened(text)}" is not.`);
}

/** A list such as `groupBy`, each entry checked. */
export function listed<Name>(text: string | undefined, entry: (text: string) => Name): Name[] {
  return text === undefined || text === "" ? [] : splitEscaped(text, ",").map(entry);
}

export function knownDimension(name: string): Dimension {
  if (isDimension(name)) return name;
  const known = `${fixedDimensions.join(", ")} or tag.<key>`;
  throw new DomainError("invalid", `Unknown dimension "${shortened(name)}". Known: ${known}.`);
}

/** Reads one condition such as `service:in:Amazon EC2,Amazon S3`. */
export function conditionFrom(text: string): Condition {
  const { name, operator, rest } = partsOf(text);
  const dimension = knownDimension(unescaped(name));
  const values = rest === undefined || (isBare(operator) && rest === "") ? [] : splitEscaped(rest, ",");
  return { dimension, operator, values };
}

/** Tag keys may hold colons, so the dimension ends at the first colon that an operator follows. */
function partsOf(text: string): { name: string; operator: Operator; rest: string | undefined } {
  for (let colon = nextColon(text, 0); colon > 0; colon = nextColon(text, colon + 1)) {
    const operator = operators.find((each) => isWordAt(text, each, colon + 1));
    if (!operator) continue;
    const end = colon + 1 + operator.length;
    return { name: text.slice(0, colon), operator, rest: end < text.length ? text.slice(end + 1) : undefined };
  }
  throw new DomainError(
    "invalid",
    `where reads dimension:operator:value with one of ${operators.join(", ")}; "${shortened(text)}" does not.`,
  );
}

function nextColon(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === ":") return at;
  }
  return -1;
}

function isWordAt(text: string, word: string, at: number): boolean {
  return text.startsWith(word, at) && [":", undefined].includes(text[at + word.length]);
}
