"use client";

import type { ReactNode } from "react";

/** Asks again as soon as a list changes; the button beside it does the same where scripts do not run. */
export function AutoSubmit({ children }: { children: ReactNode }) {
  return (
    <div
      className="contents"
      onChange={({ target }) => {
        if (target instanceof HTMLSelectElement) target.form?.requestSubmit();
      }}
    >
      {children}
    </div>
  );
}
