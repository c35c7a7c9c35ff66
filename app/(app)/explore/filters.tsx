import { X } from "lucide-react";
import Link from "next/link";
import { conditionSentence } from "@/lib/query/condition-sentence";
import { conditionText } from "@/lib/query/condition-text";
import type { Exploration } from "@/lib/query/exploration";
import type { Excludable } from "@/lib/query/names";
import { resourceHref } from "../resources/href";
import { AddFilter } from "./add-filter";
import { exploreHref } from "./href";

type Props = {
  exploration: Exploration /** Null where nothing can be added. */;
  tagKeys: string[] | null;
};

const SHOWN_VALUES = 3;

const plurals: Record<Excludable, string> = { credit: "credits", tax: "tax", refund: "refunds", support: "support" };

/** The conditions of the question, each with a way out, and a form for one more. */
export function Filters({ exploration, tagKeys }: Props) {
  const { question, view } = exploration;
  const { where, exclude } = question;
  const resource = where.find(({ dimension, operator }) => dimension === "resource" && operator === "eq")?.values[0];
  const shown = { ...view, rows: undefined };
  return (
    <div className="relative mt-4 mb-8 flex flex-wrap items-center gap-2 empty:hidden">
      {where.map((condition) => (
        <Chip
          key={conditionText(condition)}
          text={conditionSentence(condition, SHOWN_VALUES)}
          href={exploreHref({ ...question, where: where.filter((other) => other !== condition) }, shown)}
        />
      ))}
      {exclude.map((kind) => (
        <Chip
          key={kind}
          text={`Without ${plurals[kind]}`}
          href={exploreHref({ ...question, exclude: exclude.filter((other) => other !== kind) }, shown)}
        />
      ))}
      {tagKeys && <AddFilter key={where.length} exploration={exploration} tagKeys={tagKeys} />}
      {resource && (
        <Link href={resourceHref(resource)} className="rounded-md px-2 py-1 text-link text-sm">
          All about this resource
        </Link>
      )}
      {where.length + exclude.length > 1 && (
        <Link
          href={exploreHref({ ...question, where: [], exclude: [] }, shown)}
          scroll={false}
          className="rounded-md px-2 py-1 text-muted text-sm hover:bg-hover hover:text-ink"
        >
          Remove all
        </Link>
      )}
    </div>
  );
}

function Chip({ text, href }: { text: string; href: string }) {
  return (
    <span className="inline-flex h-8 max-w-full items-center rounded-md border border-line-strong bg-surface text-sm">
      <span className="truncate pl-3" title={text}>
        <bdi>{text}</bdi>
      </span>
      <Link
        href={href}
        scroll={false}
        aria-label={`Remove the filter ${text}`}
        className="ml-1 grid size-8 shrink-0 place-items-center rounded-md text-muted hover:text-ink"
      >
        <X aria-hidden className="size-3.5" />
      </Link>
    </span>
  );
}
