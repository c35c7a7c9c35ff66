/** An O whose lower half moves out: what an outlay is. */
export function LogoMark({ className = "size-6" }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className}>
      <path className="fill-ink" d="M2 11.25a8.5 8.5 0 0 1 17 0h-4.5a4 4 0 0 0-8 0z" />
      <path className="fill-accent" d="M5 12.75a8.5 8.5 0 0 0 17 0h-4.5a4 4 0 0 1-8 0z" />
    </svg>
  );
}

export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2 font-semibold text-lg tracking-tight">
      <LogoMark />
      Outlay
    </span>
  );
}
