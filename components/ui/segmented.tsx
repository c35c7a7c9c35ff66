import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

const track = "inline-flex items-center gap-0.5 rounded-md bg-sunken p-0.5 border border-line";
const segment =
  "inline-flex h-7 cursor-pointer items-center justify-center gap-1.5 whitespace-nowrap rounded-[5px] px-2.5 text-sm text-muted transition-colors hover:text-ink [&_svg]:size-4";
const chosen = "bg-surface font-medium text-ink shadow-seg";

type LinkSegment = { href: string; label: ReactNode; current: boolean; title?: string };

type Props = {
  label: string;
  items: LinkSegment[];
  /** Onto more lines where one is too narrow, so that all choices are in sight. */
  wraps?: boolean;
};

/** Choices that change the page's address. */
export function SegmentedLinks({ label, items, wraps = false }: Props) {
  return (
    <nav aria-label={label} className={classNames(track, wraps && "flex-wrap")}>
      {items.map(({ href, label: text, current, title }) => (
        <Link
          key={href}
          href={href}
          scroll={false}
          title={title}
          aria-current={current ? "true" : undefined}
          className={classNames(segment, current && chosen)}
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
