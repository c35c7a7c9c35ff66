import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "./class-names";

type TableProps = {
  /** Read out before the table; shown only when `showCaption` is set. */
  caption: ReactNode;
  showCaption?: boolean;
  /** Scrolls inside itself up to this height (a CSS length) and keeps its header in view. */
  maxHeight?: string;
  className?: string;
  children: ReactNode;
};

/** Keeps its header while scrolling, and its first column on narrow screens. */
export function Table({ caption, showCaption = false, maxHeight, className, children }: TableProps) {
  const captionId = useId();
  return (
    // A region that scrolls must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it nobody can scroll by keyboard
    <section aria-labelledby={captionId} tabIndex={0} className="table-scroll overflow-auto" style={{ maxHeight }}>
      <table className={classNames("data-table w-full border-separate border-spacing-0 text-sm", className)}>
        <caption id={captionId} className={showCaption ? "pb-2 text-left text-muted text-sm" : "sr-only"}>
          {caption}
        </caption>
        {children}
      </table>
    </section>
  );
}

type Align = { numeric?: boolean };

export function HeadCell({ numeric = false, className, ...rest }: ComponentProps<"th"> & Align) {
  return (
    <th
      scope="col"
      className={classNames(
        "h-9 whitespace-nowrap border-line border-b bg-canvas px-3 font-medium text-muted text-xs",
        numeric ? "text-right" : "text-left",
        className,
      )}
      {...rest}
    />
  );
}

/** Names its row for those who hear the table. */
export function RowHead({ className, ...rest }: ComponentProps<"th">) {
  return (
    <th
      scope="row"
      className={classNames("border-line border-b bg-canvas px-3 py-2 text-left font-normal", className)}
      {...rest}
    />
  );
}

export function Cell({ numeric = false, className, ...rest }: ComponentProps<"td"> & Align) {
  return (
    <td
      className={classNames(
        "border-line border-b px-3 py-2",
        numeric ? "tabular whitespace-nowrap text-right" : "text-left",
        className,
      )}
      {...rest}
    />
  );
}
