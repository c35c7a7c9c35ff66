"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { Button } from "../ui/button";
import { Menu } from "../ui/menu";

const themes = [
  { value: "light", label: "Light", Icon: Sun },
  { value: "dark", label: "Dark", Icon: Moon },
  { value: "system", label: "As the system", Icon: Monitor },
];

export function ThemeSwitch() {
  const { theme, setTheme } = useTheme();
  const trigger = (
    <Button look="ghost" size="icon" aria-label="Theme">
      <Sun aria-hidden className="dark:hidden" />
      <Moon aria-hidden className="hidden dark:block" />
    </Button>
  );
  const entries = themes.map(({ value, label, Icon }) => ({
    key: value,
    label,
    icon: <Icon aria-hidden />,
    chosen: theme === value,
    onSelect: () => setTheme(value),
  }));
  return <Menu trigger={trigger} label="Theme" align="end" entries={entries} />;
}
