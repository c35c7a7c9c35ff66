const steps = ["Create the admin", "Look at the demo company or connect a cloud", "See the first chart"];

/** Where the person stands in the first run: this page is always its first step. */
export function SetupSteps() {
  return (
    <ol aria-label="First steps" className="mb-10 flex flex-col gap-2.5 text-sm">
      {steps.map((step, index) => (
        <li
          key={step}
          aria-current={index === 0 ? "step" : undefined}
          className={index === 0 ? "flex items-center gap-3 font-medium" : "flex items-center gap-3 text-muted"}
        >
          <span
            aria-hidden="true"
            className={`grid size-6 shrink-0 place-items-center rounded-full text-xs ${
              index === 0 ? "bg-accent-solid font-semibold text-white" : "border border-line-strong"
            }`}
          >
            {index + 1}
          </span>
          {step}
        </li>
      ))}
    </ol>
  );
}
