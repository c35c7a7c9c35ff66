"use client";

import { Slot } from "radix-ui";
import { type KeyboardEvent, lazy, Suspense, useState } from "react";
import type { MenuProps } from "./menu-entry";

// A menu weighs more than the page it stands on, and most are never opened.
const load = () => import("./menu-list").then(({ MenuList }) => ({ default: MenuList }));
const MenuList = lazy(load);

/** A list of actions or links behind a button; it is fetched as soon as the button is pointed at. */
export function Menu(props: MenuProps) {
  const [wanted, setWanted] = useState(false);
  const open = () => setWanted(true);
  const preload = () => void load();
  const byArrow = ({ key }: KeyboardEvent) => key === "ArrowDown" && open();
  const closed = (
    <Slot.Root
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={preload}
      onFocus={preload}
      onClick={open}
      onKeyDown={byArrow}
    >
      {props.trigger}
    </Slot.Root>
  );
  if (!wanted) return closed;
  return (
    <Suspense fallback={closed}>
      <MenuList {...props} />
    </Suspense>
  );
}
