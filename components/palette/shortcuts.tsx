"use client";

import { Front } from "./front";
import { shortcuts } from "./place";

/** What the keyboard can do. */
export function Shortcuts({ close }: { close: () => void }) {
  return (
    <Front label="Keyboard shortcuts" close={close}>
      <div className="p-6">
        <h2 className="mb-4 font-semibold text-lg">Keyboard shortcuts</h2>
        <dl className="flex flex-col gap-2.5 text-sm">
          {shortcuts.map(([keys, what]) => (
            <div key={keys} className="flex items-center justify-between gap-6">
              <dt className="text-muted">{what}</dt>
              <dd>
                <kbd className="whitespace-nowrap rounded-md border border-line-strong bg-sunken px-2 py-0.5 font-sans text-xs">
                  {keys}
                </kbd>
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </Front>
  );
}
