import type { Verdict } from "@/lib/rightsizing/words";

export type VerdictView = { verdict: Verdict | null; text: string };

export function verdictsHref({ verdict, text }: VerdictView, page = 1): string {
  const params = new URLSearchParams({
    ...(verdict && { verdict }),
    ...(text && { text }),
    ...(page > 1 && { page: String(page) }),
  });
  return params.size > 0 ? `/rightsizing/resources?${params}` : "/rightsizing/resources";
}
