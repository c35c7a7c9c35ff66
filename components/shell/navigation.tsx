"use client";

import {
  Bell,
  ChartNoAxesColumn,
  Ellipsis,
  Goal,
  LayoutDashboard,
  type LucideIcon,
  PiggyBank,
  PlugZap,
  Scale,
  Settings,
} from "lucide-react";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { BILLING } from "@/lib/query/names";
import { classNames } from "../ui/class-names";

type Counts = Record<string, ReactNode>;
type Place = { href: string; label: string; Icon: LucideIcon; keepsView: boolean };

const places: Place[] = [
  { href: "/", label: "Overview", Icon: LayoutDashboard, keepsView: true },
  { href: "/explore", label: "Explore", Icon: ChartNoAxesColumn, keepsView: true },
  { href: "/budgets", label: "Budgets", Icon: Goal, keepsView: false },
  { href: "/alerts", label: "Alerts", Icon: Bell, keepsView: false },
  { href: "/rightsizing", label: "Savings", Icon: PiggyBank, keepsView: false },
  { href: "/reconciliation", label: "Reconciliation", Icon: Scale, keepsView: false },
  { href: "/sources", label: "Sources", Icon: PlugZap, keepsView: false },
  { href: "/settings", label: "Settings", Icon: Settings, keepsView: false },
];

/** `counts` stand beside the names of their places. */
export function SideNav({ folded, counts }: { folded: boolean; counts: Counts }) {
  const links = usePlaces();
  return (
    <nav aria-label="Pages" className="flex flex-col gap-0.5 px-2 py-2">
      {links.map(({ href, label, Icon, to, current }) => (
        <Link
          key={href}
          href={to}
          title={folded ? label : undefined}
          aria-current={current ? "page" : undefined}
          className={classNames(
            "flex h-9 items-center gap-3 overflow-hidden rounded-md px-3 text-sm",
            current ? "bg-hover font-medium text-ink" : "text-muted hover:bg-hover hover:text-ink",
          )}
        >
          <Icon aria-hidden className={classNames("size-4 shrink-0", current && "text-accent")} />
          <span className="whitespace-nowrap group-data-[folded=true]/shell:sr-only">{label}</span>
          {counts[href]}
        </Link>
      ))}
    </nav>
  );
}

const UNDER_THUMB = 4;

/** The same places under the thumb, on phones; those that are needed less behind a button. */
export function BottomBar() {
  const path = usePathname();
  const links = usePlaces();
  const rest = links.slice(UNDER_THUMB);
  const isRest = rest.some(({ current }) => current);
  return (
    <nav
      aria-label="Pages"
      className="fixed inset-x-0 bottom-0 z-30 grid h-16 auto-cols-fr grid-flow-col border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {links.slice(0, UNDER_THUMB).map(({ href, to, label, Icon, current }) => (
        <Link
          key={href}
          href={to}
          aria-current={current ? "page" : undefined}
          className={classNames(thumb, current ? "font-medium text-accent" : "text-muted")}
        >
          <Icon aria-hidden className="size-5" />
          {label}
        </Link>
      ))}
      {/* Closed again on the next page. */}
      <details key={path} className="relative">
        <summary
          className={classNames(
            thumb,
            "h-full cursor-pointer list-none [&::-webkit-details-marker]:hidden",
            isRest ? "font-medium text-accent" : "text-muted",
          )}
        >
          <Ellipsis aria-hidden className="size-5" />
          More
        </summary>
        <ul className="absolute right-2 bottom-full mb-2 w-52 rounded-lg border border-line bg-raised p-1 shadow-pop">
          {rest.map(({ href, to, label, Icon, current }) => (
            <li key={href}>
              <Link
                href={to}
                aria-current={current ? "page" : undefined}
                className={classNames(
                  "flex h-11 items-center gap-3 rounded-md px-3 text-sm",
                  current ? "font-medium text-accent" : "text-muted",
                )}
              >
                <Icon aria-hidden className="size-4" />
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </details>
    </nav>
  );
}

const thumb = "flex flex-col items-center justify-center gap-1 text-xs";

/** Going from page to page keeps the cost metric and the currency one is looking at. */
function usePlaces() {
  const path = usePathname();
  const now = useSearchParams();
  return places.map((place) => {
    const view = viewOn(place.href, path, now);
    return {
      ...place,
      to: place.keepsView && view.size > 0 ? `${place.href}?${view}` : place.href,
      current: place.href === "/" ? path === "/" : path.startsWith(place.href),
    };
  });
}

/** Which of several currencies one looks at, Explore calls "show"; that amounts stay as billed is the same on each. */
function viewOn(href: string, path: string, now: URLSearchParams): URLSearchParams {
  const view = new URLSearchParams();
  const metric = now.get("metric");
  const currency = now.get(path === "/explore" ? "show" : "currency");
  if (metric) view.set("metric", metric);
  if (now.get("currency") === BILLING) view.set("currency", BILLING);
  else if (currency) view.set(href === "/explore" ? "show" : "currency", currency);
  return view;
}
