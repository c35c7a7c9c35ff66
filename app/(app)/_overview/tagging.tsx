import Link from "next/link";
import { money, monthLabel, percent } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import { Money, plain } from "@/lib/focus/money";
import type { Tagging as Tagged } from "@/lib/query/names";
import { type TaggedShare, taggedShare } from "@/lib/query/overview/tagged-share";
import type { Condition } from "@/lib/query/spec";
import { queryHref } from "../explore/href";
import { OpenInExplore } from "./daily";
import { chosen, type Seen } from "./view";

/** How much usage nobody can be asked about, told apart from what a source cannot know. */
export async function Tagging({ scope, frame, metric, currency }: Seen) {
  const shares = chosen(await taggedShare(scope, metric, frame), currency);
  if (!shares) return null;
  const { query } = shares;
  const inside = (tagging: Tagged) => {
    const where: Condition[] = [...query.where, { dimension: "tagging", operator: "eq", values: [tagging] }];
    return queryHref({ ...query, groupBy: ["subAccount"], where, grain: "day" }, { currency });
  };
  const tagged = plain(new Money(shares.measured).minus(shares.untagged));
  return (
    <Panel
      id="tagging"
      title="Untagged usage"
      note={`${monthLabel(frame.month.from)}, without tax, credits and fees`}
      actions={<OpenInExplore href={queryHref(shares.query, { currency })} />}
    >
      <p className="tabular font-semibold text-2xl tracking-tight">
        {shares.ratio === null ? "Tags not measured" : percent(shares.ratio)}
      </p>
      {shares.ratio !== null && (
        <p className="text-muted text-sm">{`of ${money(shares.measured, shares.currency)} whose tags are known`}</p>
      )}
      <ShareBar shares={shares} />
      <ul className="mt-3 flex flex-col gap-1.5 text-sm">
        <Line name="Untagged" amount={shares.untagged} href={inside("untagged")} {...shares} look="hatched" />
        <Line
          name="Tags not measured by the source"
          amount={shares.notMeasured}
          href={inside("not measured")}
          {...shares}
          look="bg-other"
        />
        <Line name="Tagged" amount={tagged} href={inside("tagged")} {...shares} look="bg-accent" />
      </ul>
    </Panel>
  );
}

function ShareBar({ shares }: { shares: TaggedShare }) {
  const whole = Number(shares.total);
  if (!(whole > 0)) return null;
  const wide = (amount: string) => `${Math.max(0, Number(amount) / whole) * 100}%`;
  return (
    <div aria-hidden className="mt-3 flex h-2 gap-px overflow-hidden rounded-full bg-accent">
      <span className="hatched h-full bg-canvas" style={{ width: wide(shares.untagged) }} />
      <span className="h-full bg-other" style={{ width: wide(shares.notMeasured) }} />
    </div>
  );
}

type LineProps = { name: string; amount: string; currency: string; look: string; href: string };

function Line({ name, amount, currency, look, href }: LineProps) {
  if (Number(amount) === 0) return null;
  return (
    <li className="flex items-center gap-2.5">
      <span aria-hidden className={`size-2.5 shrink-0 rounded-[3px] ${look}`} />
      <Link href={href} className="flex-1 text-muted hover:text-accent hover:underline">
        {name}
      </Link>
      <span className="tabular">{money(amount, currency)}</span>
    </li>
  );
}
