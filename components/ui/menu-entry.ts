import type { ReactNode } from "react";

export type MenuEntry = {
  key: string;
  label: ReactNode;
  icon?: ReactNode;
  /** Quiet words at the end of the line. */
  hint?: ReactNode;
  chosen?: boolean;
} & ({ href: string } | { onSelect: () => void });

export type MenuProps = {
  trigger: ReactNode;
  label: string;
  align?: "start" | "end";
  heading?: ReactNode;
  entries: MenuEntry[];
};
