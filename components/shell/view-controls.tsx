"use client";

import { usePathname, useSearchParams } from "next/navigation";
import type { Currencies } from "@/lib/query/currencies";
import { BILLING, metricLabels } from "@/lib/query/names";
import { SegmentedLinks } from "../ui/segmented";

const metrics = ["billed", "effective", "list"] as const;
const shortNames = { billed: "Billed", effective: "Effective", list: "List" };
const pages = ["/", "/explore", "/explore/why"];

/** Cost metric and currency of the page, both in its address. */
export function ViewControls({ billed, reported }: Currencies) {
  const path = usePathname();
  const params = useSearchParams();
  if (!pages.includes(path)) return null;

  const href = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) next.delete(name);
      else next.set(name, value);
    }
    return `${path}?${next}`;
  };
  const metric = params.get("metric") ?? "billed";
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
      <CurrencyLinks billed={billed} reported={reported} href={href} params={params} path={path} />
    </div>
  );
}

type LinksProps = Currencies & {
  href: (changes: Record<string, string | null>) => string;
  params: URLSearchParams;
  path: string;
};

/** Which currency is shown; with a reporting currency first whether amounts are converted or stay as they were billed. */
function CurrencyLinks({ billed, reported, href, params, path }: LinksProps) {
  const [reporting] = reported ?? [];
  const isBilled = params.get("currency") === BILLING;
  // On Explore, "currency" is the one to convert into; which of several is looked at has a name of its own.
  const chosen = reporting || path.startsWith("/explore") ? "show" : "currency";
  const shown = reporting && !isBilled ? (reported ?? []) : billed;
  const current = params.get(chosen) ?? shown[0];
  return (
    <>
      {reporting && (
        <SegmentedLinks
          label="Conversion"
          items={[
            { href: href({ currency: null, show: null }), label: `In ${reporting}`, current: !isBilled },
            { href: href({ currency: BILLING, show: null }), label: "As billed", current: isBilled },
          ]}
        />
      )}
      {shown.length > 1 && (
        <SegmentedLinks
          label="Currency"
          items={shown.map((code) => ({ href: href({ [chosen]: code }), label: code, current: current === code }))}
        />
      )}
    </>
  );
}
