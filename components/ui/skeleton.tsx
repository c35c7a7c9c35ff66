import { classNames } from "./class-names";

/** Holds the place of what is coming, in its size; give it a height and a width by class. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={classNames("skeleton block rounded-md", className)} />;
}

/** The same for a whole panel, told once to those who hear the page. */
export function LoadingPanel({ label, className }: { label: string; className?: string }) {
  return (
    <div role="status" className={className}>
      <span className="sr-only">{label}</span>
      <Skeleton className="size-full" />
    </div>
  );
}
