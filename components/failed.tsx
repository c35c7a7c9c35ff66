"use client";

type Props = { error: unknown; retry: () => void };

/** A page that could not be made: what it means for the numbers, and what to do. Every page carries it, so it is light. */
export function Failed({ error, retry }: Props) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <div className="flex flex-col items-center px-6 py-16 text-center">
      <h1 className="font-semibold text-lg">This page could not be made</h1>
      <p className="mt-2 max-w-[52ch] text-balance text-muted">
        Something went wrong in Outlay. The ledger is unchanged, and no number that you saw before is wrong because of
        it.
      </p>
      {digest && (
        <p className="mt-2 text-muted text-sm">{`If it stays, look for ${digest} in the log of the server.`}</p>
      )}
      <button
        type="button"
        onClick={retry}
        className="mt-6 h-10 cursor-pointer rounded-lg bg-accent-solid px-4 font-medium text-white hover:bg-accent-solid-hover"
      >
        Try again
      </button>
    </div>
  );
}
