export type Figure = { label: string; value: string; note?: string | undefined; title?: string | undefined };

/** The few figures that matter, side by side and without boxes. */
export function Figures({ label, figures }: { label: string; figures: Figure[] }) {
  return (
    <dl aria-label={label} className="mb-10 grid grid-cols-2 gap-x-8 gap-y-6 md:flex md:flex-wrap md:gap-x-14">
      {figures.map(({ label: name, value, note, title }) => (
        <div key={name} className="min-w-0">
          <dt className="text-muted text-sm">{name}</dt>
          <dd className="tabular mt-1 font-semibold text-xl" title={title}>
            {value}
          </dd>
          {note && <dd className="mt-0.5 text-faint text-xs">{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
