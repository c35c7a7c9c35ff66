import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { letters } from "./letters";

export type Wish = "palette" | "shortcuts";

const PAUSE = 1000;

/** Listens for the shortcuts of every page; pages are gone to, the rest is told. */
export function useShortcuts(wished: (wish: Wish) => void): void {
  const router = useRouter();
  useEffect(() => {
    const placeOf = places();
    const byKey = (event: KeyboardEvent) => {
      const place = placeOf(event);
      if (place) router.push(place);
      const wish = wishOf(event);
      if (!wish) return;
      event.preventDefault(); // Ctrl K is the browser's own search field
      wished(wish);
    };
    document.addEventListener("keydown", byKey);
    return () => document.removeEventListener("keydown", byKey);
  }, [router, wished]);
}

/** Remembers a "g", which the letter of a page follows. */
function places(): (event: KeyboardEvent) => string | undefined {
  let wentAt = 0;
  return (event) => {
    if (!isPlain(event)) return undefined;
    const follows = Date.now() - wentAt < PAUSE;
    wentAt = event.key === "g" ? Date.now() : 0;
    return follows ? letters[event.key]?.href : undefined;
  };
}

function wishOf(event: KeyboardEvent): Wish | null {
  if (event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey)) return "palette";
  return event.key === "?" && isPlain(event) ? "shortcuts" : null;
}

/** Without a modifier, and not while somebody types. */
function isPlain({ metaKey, ctrlKey, altKey, target }: KeyboardEvent): boolean {
  if (metaKey || ctrlKey || altKey) return false;
  return !(target instanceof Element && target.closest("input, textarea, select, dialog"));
}
