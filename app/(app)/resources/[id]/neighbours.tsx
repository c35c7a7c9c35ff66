import Link from "next/link";
import { exactMoney, money } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import type { ResourceView } from "@/lib/query/resource/resource";
import { resourceHref } from "../href";

/** What costs most beside it, for comparison. */
export function Neighbours({ resource: { neighbours } }: { resource: ResourceView }) {
  if (neighbours.length === 0) return null;
  return (
    <Panel id="beside" title="Beside it" note="Same account, service and region, the last two months it was charged">
      <ul className="flex flex-col text-sm">
        {neighbours.map(({ id, name, currency, amount }) => (
          <li key={`${id} ${currency}`} className="flex justify-between gap-4 py-1.5">
            <Link href={resourceHref(id)} title={id} className="min-w-0 truncate hover:text-accent hover:underline">
              <bdi>{name ?? id}</bdi>
            </Link>
            <span className="tabular" title={exactMoney(amount, currency)}>
              {money(amount, currency)}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
