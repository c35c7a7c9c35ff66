import type { ReactNode } from "react";
import { Wordmark } from "@/components/shell/logo";
import { LedgerArt } from "./ledger-art";

/** A quiet page for those who are not in yet: the form, what they will find beside it. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[7fr_minmax(28rem,5fr)]">
      <div className="flex flex-col px-6 py-8 sm:px-12">
        <header>
          <Wordmark />
        </header>
        <main className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center py-12">{children}</main>
      </div>
      <aside
        aria-label="About Outlay"
        className="order-first hidden flex-col justify-center border-line border-r bg-sunken px-12 py-16 lg:flex xl:px-20"
      >
        <p className="max-w-[30ch] font-semibold text-2xl tracking-tight">Cloud spend that reconciles with the bill.</p>
        <p className="mt-3 max-w-[52ch] text-muted">
          Every charge from every provider in one ledger, checked against the provider’s own total, to the cent.
        </p>
        <LedgerArt className="mt-12 w-full max-w-2xl" />
      </aside>
    </div>
  );
}
