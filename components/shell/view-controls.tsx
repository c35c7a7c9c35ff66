"use client";

import { CalendarDays, ChevronDown } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import type { Day } from "@/lib/focus/period";
import { metricLabels } from "@/lib/query/names";
import { spanLabel } from "../format";
import { Button } from "../ui/button";
import { Menu } from "../ui/menu";
import { SegmentedLinks } from "../ui/segmented";
import { lastDayOf, presets } from "./periods";

const metrics = ["billed", "effective", "list"] as const;
const shortNames = { billed: "Billed", effective: "Effective", list: "List" };
const pages = ["/", "/explore"];

/** Period, cost metric and currency of the page, all of them in its address. */
export function ViewControls({ today, currencies }: { today: Day; currencies: string[] }) {
  const path = usePathname();
  const params = useSearchParams();
  if (!pages.includes(path)) return null;

  const href = (changes: Record<string, string>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes)) next.set(name, value);
    return `${path}?${next}`;
  };
  const metric = params.get("metric") ?? "billed";
  const currency = params.get("currency") ?? currencies[0];
  return (
    <div className="flex w-full flex-wrap items-center gap-x-3 gap-y-2 pb-3 lg:w-auto lg:py-3">
      {path === "/explore" && <PeriodMenu today={today} href={href} params={params} />}
      <SegmentedLinks
        label="Cost metric"
        items={metrics.map((name) => ({
          href: href({ metric: name }),
          label: shortNames[name],
          title: metricLabels[name],
          current: metric === name,
        }))}
      />
      {currencies.length > 1 && (
        <SegmentedLinks
          label="Currency"
          items={currencies.map((code) => ({
            href: href({ currency: code }),
            label: code,
            current: currency === code,
          }))}
        />
      )}
    </div>
  );
}

type PeriodMenuProps = { today: Day; href: (changes: Record<string, string>) => string; params: URLSearchParams };

function PeriodMenu({ today, href, params }: PeriodMenuProps) {
  const choices = presets(today);
  const [from, to] = [params.get("from"), params.get("to")];
  const fallback = choices.find(({ isDefault }) => isDefault);
  const chosen = from || to ? choices.find(({ period }) => period.from === from && period.to === to) : fallback;
  const custom = from && to && from < to ? spanLabel(from, lastDayOf(to)) : "Other dates";
  const trigger = (
    <Button aria-label={`Period: ${chosen?.label ?? custom}`}>
      <CalendarDays aria-hidden />
      {chosen?.label ?? custom}
      <ChevronDown aria-hidden className="text-muted" />
    </Button>
  );
  const entries = choices.map(({ label, period, grain }) => ({
    key: label,
    label,
    hint: spanLabel(period.from, lastDayOf(period.to)),
    chosen: label === chosen?.label,
    href: href({ ...period, granularity: grain }),
  }));
  return <Menu trigger={trigger} label="Period" entries={entries} />;
}
