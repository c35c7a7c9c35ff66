import type { ReactNode } from "react";
import { LogoMark } from "./logo";

type Props = { workspace: ReactNode; view: ReactNode; end: ReactNode };

/** Whose money, seen how, and one's own account; two rows where one is too narrow. */
export function TopBar({ workspace, view, end }: Props) {
  return (
    <header className="sticky top-0 z-20 border-line border-b bg-canvas">
      <div className="mx-auto flex min-h-14 w-full max-w-[1440px] flex-wrap items-center gap-x-4 px-4 md:px-8">
        <a href="/" aria-label="Outlay, overview" className="shrink-0 rounded-md md:hidden">
          <LogoMark />
        </a>
        <div className="flex h-14 min-w-0 flex-1 items-center">{workspace}</div>
        <div className="order-last flex w-full empty:hidden lg:order-none lg:w-auto">{view}</div>
        <div className="-mr-2 flex h-14 items-center gap-1">{end}</div>
      </div>
    </header>
  );
}
