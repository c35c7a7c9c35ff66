"use client";

import { X } from "lucide-react";
import { Slot } from "radix-ui";
import { createContext, type MouseEvent, type ReactNode, useContext, useId, useRef } from "react";
import { Button } from "./button";

type Props = {
  /** The button that opens it. */
  trigger: ReactNode;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons at the foot, the one that acts last; wrap the one that closes in DialogClose. */
  actions?: ReactNode;
};

const Closing = createContext<() => void>(() => {});

/** A question in front of the page: the browser's own dialog, which holds the focus and gives it back. */
export function Dialog({ trigger, title, description, children, actions }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const open = () => dialog.current?.showModal();
  const close = () => dialog.current?.close();
  const closeBeside = ({ target }: MouseEvent) => target === dialog.current && close();
  return (
    <Closing value={close}>
      <Slot.Root onClick={open} aria-haspopup="dialog">
        {trigger}
      </Slot.Root>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it by itself */}
      <dialog
        ref={dialog}
        onClick={closeBeside}
        aria-labelledby={`${id}-title`}
        aria-describedby={description ? `${id}-text` : undefined}
        className="dialog fixed top-[12vh] left-1/2 m-0 max-h-[80vh] w-[min(32rem,calc(100vw-2rem))] -translate-x-1/2 overflow-auto rounded-xl border border-line bg-raised p-0 text-ink shadow-pop backdrop:bg-black/40"
      >
        <div className="p-6">
          <h2 id={`${id}-title`} className="pr-8 font-semibold text-lg">
            {title}
          </h2>
          {description && (
            <p id={`${id}-text`} className="mt-1.5 text-muted">
              {description}
            </p>
          )}
          {children && <div className="mt-4">{children}</div>}
          {actions && <div className="mt-6 flex flex-wrap justify-end gap-2">{actions}</div>}
          <Button look="ghost" size="icon" aria-label="Close" onClick={close} className="absolute top-4 right-4">
            <X aria-hidden />
          </Button>
        </div>
      </dialog>
    </Closing>
  );
}

/** Makes its only child, a button, close the dialog around it. */
export function DialogClose({ children }: { children: ReactNode; asChild?: boolean }) {
  const close = useContext(Closing);
  return <Slot.Root onClick={close}>{children}</Slot.Root>;
}
