import type { ReactNode } from "react";
import { Amount } from "@/components/amount";
import { ratioText } from "@/components/change-text";
import { WhyChart } from "@/components/charts/why-chart";
import { money, percent, signedMoney } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import type { Scope } from "@/lib/auth/scope";
import type { Period } from "@/lib/focus/period";
import { askWhy } from "@/lib/query/change/explain";
import type { Explanation, WhyAnswer } from "@/lib/query/change/explanation";
import type { Sentence } from "@/lib/query/change/words";
import { type Exploration, explorationSearch } from "@/lib/query/exploration";
import { stepped } from "@/lib/query/shapes/bridge";
import type { View } from "@/lib/query/view";
import { queryHref } from "../href";
import { orRefusal } from "../or-refusal";
import { type Refusal, RefusalNote } from "../refusal";
import { Waited } from "../waited";
import { Parts } from "./parts";

type Props = { scope: Scope; exploration: Exploration; before: Period };

/** The explanation in the currency that is looked at: sentences, the steps from then to now, and what is inside. */
export function Why({ scope, exploration: { question, query, view }, before }: Props) {
  return (
    <Waited
      scope={scope}
      part="why"
      search={explorationSearch({ question: { ...question, compare: before }, view })}
      work={(asking) => orRefusal(askWhy(scope, { ...query, compare: before }, asking))}
      show={(answer) => <Explained answer={answer} view={view} />}
    />
  );
}

function Explained({ answer, view }: { answer: WhyAnswer | Refusal; view: View }) {
  if ("refusal" in answer) return <RefusalNote {...answer} title="This change cannot be explained" />;
  const found = answer.explanations.find(({ currency }) => currency === view.currency) ?? answer.explanations[0];
  if (!found) return <p className="text-muted">Nothing was charged in either period.</p>;

  const { currency, now, before, change, sentences, causes, parts } = found;
  return (
    <div className="flex flex-col gap-10">
      <div>
        <dl className="mb-6 flex flex-wrap gap-x-12 gap-y-4">
          <Figure label="Before" value={<Amount amount={before} currency={currency} />} />
          <Figure label="Now" value={<Amount amount={now} currency={currency} />} />
          <Figure label={`Change, ${ratioText(change)}`} value={signedMoney(change.amount, currency)} />
        </dl>
        <ul aria-label="In words" className="flex max-w-[75ch] flex-col gap-2 text-base">
          {sentences.map((sentence) => (
            <li key={JSON.stringify(sentence)}>{spoken(sentence)}</li>
          ))}
        </ul>
      </div>
      <Panel id="causes" title="By cause" note="Every cause once; together they are the change, to the cent">
        <WhyChart drawing={{ kind: "waterfall", label: "The change by cause", currency, steps: causeSteps(found) }} />
        <ul className="sr-only">
          {causes.map(({ cause, label, amount }) => (
            <li key={cause}>{`${label}: ${signedMoney(amount, currency)}`}</li>
          ))}
        </ul>
      </Panel>
      <Panel id="parts" title="By what it belongs to" note="The few names that moved, and the rest">
        <Parts parts={parts} currency={currency} view={view} />
      </Panel>
    </div>
  );
}

function causeSteps({ before, now, causes }: Explanation) {
  const steps = causes.map(({ cause, label, amount }) => ({ id: cause, keys: null, label, amount }));
  const hrefs = new Map(causes.map(({ cause, query }) => [String(cause), queryHref({ ...query, grain: "day" })]));
  return stepped(steps, { before, now }).map(({ keys: _keys, ...step }) => ({ ...step, href: hrefs.get(step.id) }));
}

function spoken(sentence: Sentence): string {
  return sentence
    .map((phrase) => {
      if (typeof phrase === "string") return phrase;
      return "ratio" in phrase ? percent(phrase.ratio) : money(phrase.money, phrase.currency);
    })
    .join("");
}

function Figure({ label, value }: { label: string; value: ReactNode }) {
  return (
    <div>
      <dt className="text-muted text-sm">{label}</dt>
      <dd className="tabular font-semibold text-2xl tracking-tight">{value}</dd>
    </div>
  );
}
