"use client";

import { Check } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";

type Props = { trigger: ReactNode; label: string; align?: "start" | "end"; children: ReactNode };

/** A list of actions or links behind a button. */
export function Menu({ trigger, label, align = "start", children }: Props) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="menu-content z-50 min-w-48 rounded-lg border border-line bg-raised p-1 shadow-pop"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

type ItemProps = ComponentProps<typeof DropdownMenu.Item> & { chosen?: boolean; tone?: "plain" | "danger" };

/** Give it `asChild` and a link or a submit button to go somewhere or to change something. */
export function MenuItem({ chosen, tone = "plain", className, children, asChild, ...rest }: ItemProps) {
  const look = classNames(
    "flex h-8 w-full cursor-pointer select-none items-center gap-2.5 rounded-md px-2.5 text-left text-sm outline-none",
    "data-highlighted:bg-hover data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted",
    tone === "danger" && "text-bad [&_svg]:text-bad",
    className,
  );
  if (asChild) {
    return (
      <DropdownMenu.Item asChild className={look} {...rest}>
        {children}
      </DropdownMenu.Item>
    );
  }
  return (
    <DropdownMenu.Item className={look} {...rest}>
      <span className="flex flex-1 items-center gap-2.5">{children}</span>
      {chosen && <Check aria-label="Chosen" />}
    </DropdownMenu.Item>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className="px-2.5 pt-2 pb-1 text-faint text-xs">{children}</DropdownMenu.Label>;
}

export function MenuLine() {
  return <DropdownMenu.Separator className="my-1 h-px bg-line" />;
}
