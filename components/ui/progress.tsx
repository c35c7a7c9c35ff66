type Props = { label: string; done?: number | undefined; total?: number | undefined; text?: string | undefined };

/** How far work in the background is; without a total it only says that it goes on. */
export function Progress({ label, done, total, text }: Props) {
  const known = done !== undefined && total !== undefined && total > 0;
  const share = known ? Math.min(1, done / total) : undefined;
  return (
    <div className="flex flex-col gap-1.5">
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === undefined ? undefined : Math.round(share * 100)}
        aria-valuetext={text}
        className="h-1.5 w-full overflow-hidden rounded-full bg-hover"
      >
        <div
          className={share === undefined ? "progress-unknown h-full w-1/3 bg-accent-solid" : "h-full bg-accent-solid"}
          style={share === undefined ? undefined : { width: `${share * 100}%` }}
        />
      </div>
      {text && <p className="text-muted text-xs">{text}</p>}
    </div>
  );
}
