"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "./button";

type Props = {
  /** The button that opens it. */
  trigger?: ReactNode;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons at the foot, the one that acts last; wrap the one that closes in DialogClose. */
  actions?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

export const DialogClose = Radix.Close;

export function Dialog({ trigger, title, description, children, actions, open, onOpenChange }: Props) {
  const control = { ...(open === undefined ? {} : { open }), ...(onOpenChange ? { onOpenChange } : {}) };
  return (
    <Radix.Root {...control}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className="dialog-overlay fixed inset-0 z-50 bg-black/40" />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          className="dialog-content -translate-x-1/2 fixed top-[12vh] left-1/2 z-50 flex max-h-[80vh] w-[min(32rem,calc(100vw-2rem))] flex-col overflow-auto rounded-xl border border-line bg-raised p-6 shadow-pop"
        >
          <Radix.Title className="pr-8 font-semibold text-lg">{title}</Radix.Title>
          {description && <Radix.Description className="mt-1.5 text-muted">{description}</Radix.Description>}
          {children && <div className="mt-4">{children}</div>}
          {actions && <div className="mt-6 flex flex-wrap justify-end gap-2">{actions}</div>}
          <Radix.Close asChild>
            <Button look="ghost" size="icon" aria-label="Close" className="absolute top-4 right-4">
              <X aria-hidden />
            </Button>
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
