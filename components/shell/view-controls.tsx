"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { metricLabels } from "@/lib/query/names";
import { SegmentedLinks } from "../ui/segmented";

const metrics = ["billed", "effective", "list"] as const;
const shortNames = { billed: "Billed", effective: "Effective", list: "List" };
const pages = ["/", "/explore"];

/** Cost metric and currency of the page, both in its address. */
export function ViewControls({ currencies }: { currencies: string[] }) {
  const path = usePathname();
  const params = useSearchParams();
  if (!pages.includes(path)) return null;

  const href = (changes: Record<string, string>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes)) next.set(name, value);
    return `${path}?${next}`;
  };
  const metric = params.get("metric") ?? "billed";
  // On Explore, "currency" is the one to convert into; which of several is looked at has a name of its own.
  const chosen = path === "/explore" ? "show" : "currency";
  const currency = params.get(chosen) ?? currencies[0];
  return (
    <div className="flex w-full flex-wrap items-center gap-x-3 gap-y-2 pb-3 lg:w-auto lg:py-3">
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
            href: href({ [chosen]: code }),
            label: code,
            current: currency === code,
          }))}
        />
      )}
    </div>
  );
}
