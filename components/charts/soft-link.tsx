"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps, MouseEvent } from "react";

type Props = Omit<ComponentProps<"a">, "href" | "ref"> & { href: string | undefined; label: string };

/** A link inside a drawing that does not load the page anew; without an address it only groups and names. */
export function SoftLink({ href, label, children, ...rest }: Props) {
  const router = useRouter();
  if (!href) return <g>{children}</g>;
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    router.push(href, { scroll: false });
  };
  return (
    <a {...rest} href={href} onClick={follow} aria-label={label} className="focus-visible:outline-ink">
      {children}
    </a>
  );
}
