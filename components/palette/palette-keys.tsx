"use client";

import { Search } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import { Early } from "./early";
import { useShortcuts, type Wish } from "./use-shortcuts";

const Palette = lazy(() => import("./palette").then((module) => ({ default: module.Palette })));
const Shortcuts = lazy(() => import("./shortcuts").then((module) => ({ default: module.Shortcuts })));

/** Listens for the shortcuts of every page; what they open is fetched when it is first wanted. */
export function PaletteKeys() {
  const [open, setOpen] = useState<Wish | null>(null);
  useShortcuts(setOpen);
  const typed = useRef("");
  const close = () => {
    typed.current = "";
    setOpen(null);
  };
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen("palette")}
        aria-label="Find anything"
        title="Find anything (Ctrl K)"
        aria-haspopup="dialog"
        className="grid size-8 cursor-pointer place-items-center rounded-md text-muted hover:bg-hover hover:text-ink"
      >
        <Search aria-hidden className="size-4" />
      </button>
      <Suspense fallback={open === "palette" && <Early typed={typed} />}>
        {open === "palette" && <Palette first={typed} close={close} />}
        {open === "shortcuts" && <Shortcuts close={close} />}
      </Suspense>
    </>
  );
}
