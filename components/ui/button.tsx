import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";

const looks = {
  primary: "bg-accent-solid text-white hover:bg-accent-solid-hover",
  secondary: "border border-line-strong bg-surface text-ink hover:bg-sunken",
  ghost: "text-muted hover:bg-hover hover:text-ink",
  danger: "border border-line-strong bg-surface text-bad hover:border-bad hover:bg-bad-soft",
};
const sizes = {
  s: "h-7 gap-1.5 rounded-md px-2 text-xs",
  m: "h-8 gap-2 rounded-md px-3 text-sm",
  l: "h-10 gap-2 rounded-lg px-4 text-base",
  icon: "size-8 justify-center rounded-md",
};

type Props = ComponentProps<"button"> & {
  look?: keyof typeof looks;
  size?: keyof typeof sizes;
  /** The work it started is under way: the button stays focusable and says so. */
  busy?: boolean;
  /** Puts the look on the only child, e.g. a link. */
  asChild?: boolean;
};

export function Button({ look = "secondary", size = "m", busy = false, asChild = false, className, ...rest }: Props) {
  const all = classNames(
    "inline-flex shrink-0 cursor-pointer items-center justify-center whitespace-nowrap font-medium transition-colors",
    "disabled:cursor-not-allowed disabled:opacity-50 aria-busy:cursor-progress aria-busy:opacity-70",
    "[&_svg]:size-4 [&_svg]:shrink-0",
    looks[look],
    sizes[size],
    className,
  );
  if (asChild) return <Slot.Root className={all} {...rest} />;
  return <button type="button" aria-busy={busy || undefined} className={all} {...rest} />;
}
