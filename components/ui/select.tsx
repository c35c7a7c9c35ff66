import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { controlLook } from "./field";

export type Choice = { value: string; label: string; disabled?: boolean };
type Props = Omit<ComponentProps<"select">, "size"> & { choices: Choice[]; size?: "s" | "m" };

/** The browser's own list: works on phones, by keyboard and without JavaScript. Wrap it in a Field for a label. */
export function Select({ choices, size = "m", className, ...rest }: Props) {
  return (
    <span className={classNames("relative inline-flex", className)}>
      <select
        className={classNames(
          controlLook,
          "cursor-pointer appearance-none text-ellipsis border-line-strong pr-8",
          size === "s" ? "h-8 pl-2.5" : "h-9 pl-3",
        )}
        {...rest}
      >
        {choices.map(({ value, label, disabled }) => (
          <option key={value} value={value} disabled={disabled}>
            {label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 right-2.5 size-4 text-muted"
      />
    </span>
  );
}
