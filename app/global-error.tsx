"use client";

import { Failed } from "@/components/failed";
import "./globals.css";

/** Stands in for everything, even the layout, when that cannot be made. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Outlay</title>
        <main className="grid min-h-dvh place-items-center">
          <Failed error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
