import { useRouter } from "next/navigation";
import { useEffect } from "react";

export type Wish = "palette" | "shortcuts";

const places: Record<string, string> = { o: "/", e: "/explore", s: "/sources" };
const PAUSE = 1000;

/** Listens for the shortcuts of every page; pages are gone to, the rest is told. */
export function useShortcuts(wished: (wish: Wish) => void): void {
  const router = useRouter();
  useEffect(() => {
    let wentAt = 0;
    const byKey = (event: KeyboardEvent) => {
      const place = Date.now() - wentAt < PAUSE && isPlain(event) ? places[event.key] : undefined;
      const wish = wishOf(event);
      wentAt = event.key === "g" && isPlain(event) ? Date.now() : 0;
      if (place) router.push(place);
      if (!wish) return;
      event.preventDefault(); // Ctrl K is the browser's own search field
      wished(wish);
    };
    document.addEventListener("keydown", byKey);
    return () => document.removeEventListener("keydown", byKey);
  }, [router, wished]);
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
