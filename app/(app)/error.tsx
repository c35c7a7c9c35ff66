"use client";

import { Failed } from "@/components/failed";

export default function AppError({ error, retry }: { error: unknown; retry: () => void }) {
  return <Failed error={error} retry={retry} />;
}
