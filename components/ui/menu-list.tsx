"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { DropdownMenu } from "radix-ui";
import { classNames } from "./class-names";
import type { MenuEntry, MenuProps } from "./menu-entry";

/** The menu itself, open when it first appears: it was asked for before it was here. */
export function MenuList({ trigger, label, align = "start", heading, entries }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false} defaultOpen>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="menu-content z-50 min-w-48 rounded-lg border border-line bg-raised p-1 shadow-pop"
        >
          {heading && (
            <DropdownMenu.Label className="px-2.5 pt-2 pb-1 text-faint text-xs">{heading}</DropdownMenu.Label>
          )}
          {entries.map((entry) => (
            <Entry key={entry.key} entry={entry} />
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

const look = classNames(
  "flex h-8 w-full cursor-pointer select-none items-center gap-2.5 rounded-md px-2.5 text-left text-sm outline-none",
  "data-highlighted:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted",
);

function Entry({ entry }: { entry: MenuEntry }) {
  const inside = (
    <>
      {entry.icon}
      <span className="flex-1 whitespace-nowrap">{entry.label}</span>
      {entry.hint && <span className="ml-4 whitespace-nowrap text-faint text-xs">{entry.hint}</span>}
      {entry.chosen && <Check aria-label="Chosen" />}
    </>
  );
  if ("href" in entry) {
    return (
      <DropdownMenu.Item asChild className={look}>
        <Link href={entry.href} scroll={false}>
          {inside}
        </Link>
      </DropdownMenu.Item>
    );
  }
  return (
    <DropdownMenu.Item className={look} onSelect={entry.onSelect}>
      {inside}
    </DropdownMenu.Item>
  );
}
