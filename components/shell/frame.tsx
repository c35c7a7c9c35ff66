"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { type ReactNode, useState } from "react";
import { FOLD_COOKIE } from "./fold";
import { Wordmark } from "./logo";
import { BottomBar, SideNav } from "./navigation";

type Props = {
  folded: boolean;
  topBar: ReactNode;
  banner: ReactNode;
  /** What stands beside a place of the navigation, by its address. */
  counts: Record<string, ReactNode>;
  children: ReactNode;
};

const ONE_YEAR = 31_536_000;

/** Navigation, top bar and the page. Whether the navigation is folded is kept in a cookie, so that nothing jumps. */
export function Frame({ folded: initially, topBar, banner, counts, children }: Props) {
  const [folded, setFolded] = useState(initially);

  function fold() {
    setFolded(!folded);
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari
    document.cookie = `${FOLD_COOKIE}=${folded ? "0" : "1"}; path=/; max-age=${ONE_YEAR}; samesite=lax`;
  }

  return (
    <div
      data-folded={folded}
      className="group/shell md:grid md:grid-cols-[15rem_minmax(0,1fr)] md:data-[folded=true]:grid-cols-[3.5rem_minmax(0,1fr)]"
    >
      <a
        href="#content"
        className="-top-20 fixed left-4 z-50 rounded-md bg-accent-solid px-4 py-2 font-medium text-sm text-white focus:top-4"
      >
        Skip to the content
      </a>
      <aside className="sticky top-0 hidden h-dvh flex-col border-line border-r bg-sunken md:flex">
        <div className="flex h-14 items-center px-4 group-data-[folded=true]/shell:px-3.5">
          <a href="/" aria-label="Outlay, overview" className="overflow-hidden rounded-md text-ink">
            <Wordmark />
          </a>
        </div>
        <SideNav folded={folded} counts={counts} />
        <button
          type="button"
          onClick={fold}
          aria-pressed={folded}
          className="mt-auto mb-3 ml-2 flex h-9 w-[calc(100%-1rem)] cursor-pointer items-center gap-3 overflow-hidden rounded-md px-3 text-muted text-sm hover:bg-hover hover:text-ink"
        >
          {folded ? <PanelLeftOpen aria-hidden className="size-4 shrink-0" /> : null}
          {folded ? null : <PanelLeftClose aria-hidden className="size-4 shrink-0" />}
          <span className="whitespace-nowrap group-data-[folded=true]/shell:sr-only">Fold navigation</span>
        </button>
      </aside>
      <div className="flex min-h-dvh min-w-0 flex-col pb-16 md:pb-0">
        {topBar}
        {banner}
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto w-full max-w-[1440px] flex-1 px-4 py-6 outline-none md:px-8"
        >
          {children}
        </main>
      </div>
      <BottomBar />
    </div>
  );
}
