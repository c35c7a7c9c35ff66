"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { lazy, Suspense, useEffect, useRef, useState } from "react";

const Palette = lazy(() => import("./palette").then((module) => ({ default: module.Palette })));
const Shortcuts = lazy(() => import("./shortcuts").then((module) => ({ default: module.Shortcuts })));

const places: Record<string, string> = { o: "/", e: "/explore", s: "/sources" };
const PAUSE = 1000;

/** Listens for the shortcuts of every page; what they open is fetched when it is first wanted. */
export function PaletteKeys() {
  const router = useRouter();
  const [open, setOpen] = useState<"palette" | "shortcuts" | null>(null);
  const wentAt = useRef(0);
  useEffect(() => {
    const byKey = (event: KeyboardEvent) => {
      const wish = wishOf(event, Date.now() - wentAt.current < PAUSE);
      if (wish === "palette") event.preventDefault(); // the browser's own search field
      if (wish === "palette" || wish === "shortcuts") setOpen(wish);
      else if (wish !== null) router.push(wish);
      wentAt.current = event.key === "g" ? Date.now() : 0;
    };
    document.addEventListener("keydown", byKey);
    return () => document.removeEventListener("keydown", byKey);
  }, [router]);
  const close = () => setOpen(null);
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
      <Suspense>
        {open === "palette" && <Palette close={close} />}
        {open === "shortcuts" && <Shortcuts close={close} />}
      </Suspense>
    </>
  );
}

/** What a key asks for: to find, to be told the shortcuts, a page after "g"; nothing while somebody types. */
function wishOf({ key, metaKey, ctrlKey, altKey, target }: KeyboardEvent, afterGo: boolean): string | null {
  const command = metaKey || ctrlKey;
  if (command || altKey) return command && key.toLowerCase() === "k" ? "palette" : null;
  if (target instanceof Element && target.closest("input, textarea, select, dialog")) return null;
  if (key === "?") return "shortcuts";
  return afterGo ? (places[key] ?? null) : null;
}
