"use client";

import { useRouter } from "next/navigation";
import type { MouseEvent, ReactNode } from "react";

type Props = { href: string | undefined; label: string; children: ReactNode };

/** A link inside a drawing that does not load the page anew; without an address it only groups and names. */
export function SoftLink({ href, label, children }: Props) {
  const router = useRouter();
  if (!href) return <g>{children}</g>;
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    router.push(href, { scroll: false });
  };
  return (
    <a href={href} onClick={follow} aria-label={label} className="chart-link">
      {children}
    </a>
  );
}
