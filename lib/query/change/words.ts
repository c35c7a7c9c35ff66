import { Money } from "../../focus/money";
import type { Cause } from "./effects";

/** A sentence in pieces, so that whoever shows it writes amounts and shares as the reader is used to. */
export type Phrase = string | { money: string; currency: string } | { ratio: number };
export type Sentence = Phrase[];

/** What a person reads for a cause; some depend on the way it went. */
export function causeLabel(cause: Cause, amount: string): string {
  const isMore = !new Money(amount).isNegative();
  switch (cause) {
    case "days":
      return isMore ? "More days" : "Fewer days";
    case "new":
      return "New resources";
    case "vanished":
      return "Vanished resources";
    case "quantity":
      return isMore ? "More usage" : "Less usage";
    case "coverage":
      return "Commitment coverage";
    case "price":
      return isMore ? "Higher prices" : "Lower prices";
    case "usage":
      return "Usage without quantities";
    case "unused commitment":
      return "Unused commitments";
    default:
      return kindLabels[cause];
  }
}

const kindLabels = {
  "commitment purchase": "Commitment purchases",
  "commitment fee": "Commitment fees",
  credit: "Credits",
  refund: "Refunds",
  tax: "Tax",
  support: "Support",
  adjustment: "Adjustments",
  unattributed: "Not explained by the provider",
} as const;

/** Why each cause counts as it does, for whoever wonders. */
export const causeNotes: Partial<Record<Cause, string>> = {
  days: "Usage of the earlier period, scaled to the length of the later one.",
  new: "Resources with usage in the later period alone.",
  vanished: "Resources with usage in the earlier period alone.",
  quantity: "(Q1 - Q0) x P0: the change of the quantity at the earlier unit price.",
  price: "(P1 - P0) x Q1: the change of the unit price at the later quantity.",
  coverage: "The same usage at a commitment's price instead of the public one, or the other way round.",
  usage: "The source states no quantity, so price and quantity cannot be told apart.",
};

/** The text of a sentence where nothing but text will do; amounts with their currency, to the cent. */
export function sentenceText(sentence: Sentence): string {
  return sentence.map((phrase) => phraseText(phrase)).join("");
}

function phraseText(phrase: Phrase): string {
  if (typeof phrase === "string") return phrase;
  if ("ratio" in phrase) return `${(phrase.ratio * 100).toFixed(1)} %`;
  const [whole = "0", cents] = new Money(phrase.money).toFixed(2).split(".");
  return `${phrase.currency} ${whole.replaceAll(/\B(?=(\d{3})+$)/g, ",")}.${cents}`;
}
