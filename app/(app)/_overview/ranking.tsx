import { BarList } from "@/components/charts/bar-list";
import type { Mark } from "@/components/charts/palette";
import { spanLabel } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import { addDays } from "@/lib/focus/period";
import { type Ranking, spendBy } from "@/lib/query/overview/ranking";
import { narrowed } from "../explore/drill";
import { queryHref } from "../explore/href";
import { OpenInExplore } from "./daily";
import { Included } from "./included";
import { chosen, type Seen } from "./view";

type Props = Seen & { dimension: "subAccount" | "provider"; title: string };

const marks: Record<Ranking["rows"][number]["role"], Mark> = {
  value: { kind: "plain" },
  absent: { kind: "nameless" },
  other: { kind: "other" },
};

export async function SpendBy({ scope, frame, metric, currency, dimension, title }: Props) {
  const ranking = chosen(await spendBy(scope, { metric, dimension }, frame), currency);
  if (!ranking) return null;
  const question = { ...ranking.query, grain: "day" } satisfies Ranking["query"];
  const rows = ranking.rows.map(({ id, keys, label, role, total, share }) => {
    const inside = keys && narrowed(question, keys);
    const href = queryHref(inside ?? question, { currency });
    return { id, label, amount: total, share, mark: marks[role], href };
  });
  return (
    <Panel
      id={`by-${dimension}`}
      title={title}
      note={spanLabel(ranking.query.period.from, addDays(ranking.query.period.to, -1))}
      actions={<OpenInExplore href={queryHref(question, { currency })} />}
    >
      <BarList rows={rows} currency={ranking.currency} label={title} />
      <Included scope={scope} query={ranking.query} currency={ranking.currency} />
    </Panel>
  );
}
