import { Money } from "../../focus/money";
import { metricLabels } from "../names";
import type { CostQuery } from "../spec";
import type { Lengths } from "./effects";
import type { Explanation, NamedPart } from "./explanation";
import type { Phrase, Sentence } from "./words";

type About = { currency: string; query: CostQuery; lengths: Lengths };
type Found = Omit<Explanation, "sentences">;

const MOST_CAUSES = 3;
const MOST_PARTS = 3;

/** The explanation in words: what happened, by how much, where, and why. */
export function sentencesOf(found: Found, about: About): Sentence[] {
  const sentences = [headline(found, about)];
  if (found.change.kind === "same" && found.causes.length === 0) return sentences;
  const parts = found.parts.filter(({ role }) => role === "value").slice(0, MOST_PARTS);
  sentences.push(...parts.map((part) => partSentence(part, about)));
  const causes = causesSentence(found, about);
  if (causes) sentences.push(causes);
  const resources = resourcesSentence(found, about);
  if (resources) sentences.push(resources);
  return sentences;
}

function headline({ before, now, change }: Found, { currency, query, lengths }: About): Sentence {
  const what = metricLabels[query.metric];
  const money = (amount: string): Phrase => ({ money: amount, currency });
  if (change.kind === "same") return [`${what} did not change: it is `, money(now), " in both periods."];
  const verb = new Money(change.amount).isNegative() ? "fell" : "rose";
  const ratio: Phrase[] = change.ratio === null ? [] : [" (", { ratio: Math.abs(change.ratio) }, ")"];
  const size = money(new Money(change.amount).abs().toFixed());
  const lengthsDiffer = lengths.now === lengths.before ? "" : ` ${daysText(lengths)}`;
  return [`${what} ${verb} by `, size, ...ratio, ", from ", money(before), " to ", money(now), `.${lengthsDiffer}`];
}

function daysText({ now, before }: Lengths): string {
  return `The periods are of ${before} and ${now} days; usage is compared day for day.`;
}

/** "Amazon EC2 added USD 120.00, most of it Payments (111) and more usage." */
function partSentence(part: NamedPart, { currency }: About): Sentence {
  const verb = new Money(part.amount).isNegative() ? "saved" : "added";
  const size = new Money(part.amount).abs().toFixed();
  const inside = mostOf(
    part.parts.filter(({ role }) => role === "value"),
    part.amount,
  );
  const cause = mostOf(part.causes, part.amount);
  const reasons = [inside?.label, cause?.label.toLowerCase()].filter((each) => each !== undefined);
  const most = reasons.length > 0 ? `, most of it ${reasons.join(": ")}` : "";
  return [`${part.label} ${verb} `, { money: size, currency }, `${most}.`];
}

/** The one that is more than half of the amount, in its direction. */
function mostOf<Named extends { amount: string }>(among: Named[], amount: string): Named | undefined {
  const half = new Money(amount).div(2);
  return among.find((each) => new Money(each.amount).div(half.isZero() ? 1 : half).gt(1));
}

function causesSentence({ causes }: Found, { currency }: About): Sentence | null {
  const [first, ...others] = causes.slice(0, MOST_CAUSES);
  if (!first) return null;
  const told = ({ label, amount }: { label: string; amount: string }): Phrase[] => [
    `${label.charAt(0).toLowerCase()}${label.slice(1)} `,
    { money: amount, currency },
  ];
  const rest = causes.length - 1 - others.length;
  const more = rest > 0 ? `, and ${rest} smaller ${rest === 1 ? "cause" : "causes"}` : "";
  return ["By cause: ", ...told(first), ...others.flatMap((each): Phrase[] => [", ", ...told(each)]), `${more}.`];
}

function resourcesSentence({ resources, causes }: Found, { currency }: About): Sentence | null {
  const told = (cause: "new" | "vanished", verb: string): Phrase[] => {
    const number = resources[cause];
    if (number === 0) return [];
    const amount = causes.find((each) => each.cause === cause)?.amount ?? "0";
    const who = `${number.toLocaleString("en")} ${number === 1 ? "resource" : "resources"}`;
    return [`${who} ${verb} (`, { money: amount, currency }, ")"];
  };
  const [appeared, vanished] = [told("new", "appeared"), told("vanished", "vanished")];
  const both: Phrase[] = appeared.length > 0 && vanished.length > 0 ? [" and "] : [];
  return appeared.length + vanished.length === 0 ? null : [...appeared, ...both, ...vanished, "."];
}
