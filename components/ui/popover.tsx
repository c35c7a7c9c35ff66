"use client";

import { ChevronDown } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { classNames } from "./class-names";

type Props = {
  /** What the button says, and what it is read out as where that differs. */
  label: ReactNode;
  name?: string;
  align?: "start" | "end";
  /** Without the look of a field: for quiet buttons. */
  quiet?: boolean;
  className?: string;
  /** What is inside asks the server as soon as it is there, so it is not there before. */
  lazy?: boolean;
  children: ReactNode;
};

/**
 * A panel below its button; on a phone as wide as the positioned element around it. It is the browser's own disclosure, so
 * it opens without scripts; with them, Escape and a click beside it close it.
 */
export function Popover({ label, name, align = "start", quiet = false, className, lazy = false, children }: Props) {
  const details = useRef<HTMLDetailsElement>(null);
  const [wanted, setWanted] = useState(!lazy);
  useEffect(() => {
    const own = details.current;
    if (!own) return;
    if (own.open) setWanted(true); // opened before the page's script ran
    const close = () => own.removeAttribute("open");
    const beside = ({ target }: PointerEvent) => target instanceof Node && !own.contains(target) && close();
    const byKey = ({ key }: KeyboardEvent) => {
      if (key !== "Escape" || !own.open) return;
      close();
      own.querySelector("summary")?.focus();
    };
    document.addEventListener("pointerdown", beside);
    document.addEventListener("keydown", byKey);
    return () => {
      document.removeEventListener("pointerdown", beside);
      document.removeEventListener("keydown", byKey);
    };
  }, []);
  return (
    <details
      ref={details}
      onToggle={() => setWanted(true)}
      className={classNames("group/popover sm:relative", className)}
    >
      <summary
        aria-label={name}
        className={classNames(
          "inline-flex cursor-pointer list-none items-center gap-2 rounded-md text-sm [&::-webkit-details-marker]:hidden [&_svg]:size-4 [&_svg]:shrink-0",
          quiet
            ? "h-8 px-2 text-muted hover:bg-hover hover:text-ink group-open/popover:bg-hover"
            : "h-9 w-full border border-line-strong bg-surface px-3 hover:border-muted",
        )}
      >
        {label}
        {!quiet && <ChevronDown aria-hidden className="ml-auto text-muted" />}
      </summary>
      <div
        className={classNames(
          "absolute z-30 mt-1.5 rounded-lg border border-line bg-raised shadow-pop max-sm:inset-x-0 max-sm:max-h-[60dvh] max-sm:overflow-y-auto sm:top-full sm:max-w-[calc(100vw-2rem)] max-sm:[&>*]:w-auto",
          align === "end" ? "sm:right-0" : "sm:left-0",
        )}
      >
        {wanted && children}
      </div>
    </details>
  );
}
