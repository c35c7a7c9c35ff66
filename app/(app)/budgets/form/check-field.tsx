import type { ReactNode } from "react";

type Props = { name: string; value?: string; checked: boolean; children: ReactNode };

export function CheckField({ name, value = "on", checked, children }: Props) {
  return (
    <label className="flex cursor-pointer items-start gap-2.5 text-sm">
      <input
        key={String(checked)}
        type="checkbox"
        name={name}
        value={value}
        defaultChecked={checked}
        className="mt-0.5 size-4 shrink-0 accent-accent-solid"
      />
      <span className="min-w-0 break-words">{children}</span>
    </label>
  );
}
