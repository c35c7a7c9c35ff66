import type { ReactNode } from "react";
import { Amount } from "@/components/amount";
import { count, dayLabel } from "@/components/format";
import type { ResourceView } from "@/lib/query/resource/resource";

/** What it is, where it runs, since when, and what it has cost in all. */
export function Facts({ resource }: { resource: ResourceView }) {
  const { id, provider, accounts, services, regions, zone, firstSeen, lastSeen, charges, totals } = resource;
  const owners = accounts.map((account) => (account.name ? `${account.name} (${account.id})` : (account.id ?? "")));
  return (
    <dl className="grid gap-x-8 gap-y-5 border-line border-t pt-5 sm:grid-cols-2 lg:grid-cols-4">
      <Fact label="Cost over its life">
        {totals.map(({ currency, amount }) => (
          <span key={currency} className="block font-semibold text-lg">
            <Amount amount={amount} currency={currency} />
          </span>
        ))}
      </Fact>
      <Fact label="Charged">{`${dayLabel(firstSeen)} to ${dayLabel(lastSeen)}, ${count(charges)} charges`}</Fact>
      <Fact label="Account">{owners.join(", ") || "None"}</Fact>
      <Fact label="Provider">{provider ?? "Unknown"}</Fact>
      <Fact label={services.length === 1 ? "Service" : "Services"}>{services.join(", ") || "None"}</Fact>
      <Fact label="Region">{[...regions, zone].filter(Boolean).join(", ") || "None"}</Fact>
      <Fact label="Id" wide>
        <bdi className="break-all">{id}</bdi>
      </Fact>
    </dl>
  );
}

function Fact({ label, wide = false, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? "sm:col-span-2" : undefined}>
      <dt className="text-muted text-sm">{label}</dt>
      <dd className="tabular mt-0.5 text-base">{children}</dd>
    </div>
  );
}
