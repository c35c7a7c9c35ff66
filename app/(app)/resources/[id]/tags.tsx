import Link from "next/link";
import { spanLabel } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import type { ResourceView } from "@/lib/query/resource/resource";
import { exploreHref } from "../../explore/href";

/** Its tags now, and when they changed: a cost that moved to another team is no saving. */
export function Tags({ resource: { tags, tagHistory } }: { resource: ResourceView }) {
  const changed = tagHistory.filter(({ changes }) => changes.length > 0);
  const pairs = Object.entries(tags ?? {});
  return (
    <Panel id="tags" title="Tags">
      {tags === null && <p className="text-muted text-sm">Its source cannot know tags.</p>}
      {tags !== null && pairs.length === 0 && <p className="text-muted text-sm">It has no tags.</p>}
      <dl className="grid grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] gap-x-6 gap-y-1.5 text-sm">
        {pairs.map(([key, value]) => (
          <div key={key} className="contents">
            <dt className="text-muted">
              <bdi>{key}</bdi>
            </dt>
            <dd>
              <Link href={taggedHref(key, value)} className="hover:text-accent hover:underline">
                <bdi>{value === "" ? "(empty)" : value}</bdi>
              </Link>
            </dd>
          </div>
        ))}
      </dl>
      {changed.length > 0 && (
        <ul className="mt-4 flex flex-col gap-1.5 text-muted text-sm">
          {changed.map(({ from, through, changes }) => (
            <li key={from}>
              {`${spanLabel(from, through)}: `}
              {changes.map(({ key, before, now }) => `${key} ${before ?? "none"} to ${now ?? "none"}`).join(", ")}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function taggedHref(key: string, value: string): string {
  return exploreHref({
    period: { relative: "last-90-days" },
    ...{ grain: "day", groupBy: ["service"], metric: "billed", compare: null, exclude: [] },
    where: [{ dimension: `tag.${key}`, operator: "eq", values: [value] }],
  });
}
