"use client";

import { type ReactNode, useEffect, useRef } from "react";

type Props = { label: string; close: () => void; children: ReactNode };

/** A dialog that is open as long as it is there. */
export function Front({ label, close, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    // The browser gives the focus to whatever can have it first, which is not the field to type in.
    const field = dialog.current?.querySelector("input");
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it by itself
    <dialog
      ref={dialog}
      onClose={close}
      onClick={({ target }) => target === dialog.current && dialog.current?.close()}
      aria-label={label}
      className="dialog fixed top-[12vh] left-1/2 m-0 max-h-[70vh] w-[min(40rem,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden rounded-xl border border-line bg-raised p-0 text-ink shadow-pop backdrop:bg-black/40"
    >
      {children}
    </dialog>
  );
}
