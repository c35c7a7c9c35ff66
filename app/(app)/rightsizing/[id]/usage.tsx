import { Panel } from "@/components/ui/panel";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { AdviceCard } from "@/lib/rightsizing/list/card";
import { UsageChart } from "./usage-chart";
import { metricText, unitText } from "./usage-text";

/** How it was used, against what it can do and what the target could. */
export function Usage({ card: { evidence, title } }: { card: AdviceCard }) {
  const { measured, lookBackDays, present } = evidence;
  if (measured.length === 0) return null;
  const share = present === null ? "" : `, ${Math.round(present * 100)} % of the measurements are there`;
  const note = lookBackDays === null ? undefined : `The last ${lookBackDays} days${share}.`;
  return (
    <Panel id="usage" title="How it was used" note={note}>
      <div className="mb-6 grid gap-x-10 gap-y-8 lg:grid-cols-2">
        {measured
          .filter(({ days }) => days.length > 1)
          .map((each) => (
            <UsageChart key={each.metric} measured={each} />
          ))}
      </div>
      <Table caption={`Usage behind: ${title}`}>
        <thead>
          <tr>
            <HeadCell>Metric</HeadCell>
            <HeadCell numeric>p50</HeadCell>
            <HeadCell numeric>p95</HeadCell>
            <HeadCell numeric>p99.5</HeadCell>
            <HeadCell numeric>Max</HeadCell>
            <HeadCell numeric>Must fit</HeadCell>
            <HeadCell numeric>Can do now</HeadCell>
            <HeadCell numeric>Target can do</HeadCell>
          </tr>
        </thead>
        <tbody>
          {measured.map(({ metric, unit, p50, p95, p995, max, used, capacity, targetCapacity }) => (
            <tr key={metric}>
              <RowHead className="whitespace-nowrap">{metricText(metric)}</RowHead>
              {[p50, p95, p995, max, used, capacity, targetCapacity].map((value, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns never change their order
                <Cell key={index} numeric>
                  {value === null ? "–" : unitText(value, unit)}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}
