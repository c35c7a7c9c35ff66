/** What a resource is, read off the words that advice and inventories describe it by. */
type Spec = { type: string; iops: number | null; throughput: number | null };

function specOf(text: string): Spec {
  const number = (pattern: RegExp) => {
    const found = pattern.exec(text)?.[1];
    return found === undefined ? null : Number(found);
  };
  return {
    type: /^[\w.-]+/.exec(text.trim())?.[0] ?? "",
    iops: number(/(\d+(?:\.\d+)?) ?IOPS/i),
    throughput: number(/(\d+(?:\.\d+)?) ?Mi?B(?:ps|\/s)/i),
  };
}

type Advised = { current: string; target: string };

/**
 * True where a resource, that was as advice describes it, is now what was advised: of another type, or of the same type
 * with no more of what should be less. Of a volume that stays gp3 the type alone says nothing.
 */
export function isNow(spec: string, { current, target }: Advised): boolean {
  const [now, was, advised] = [specOf(spec), specOf(current), specOf(target)];
  if (now.type === "" || now.type !== advised.type) return false;
  if (was.type !== advised.type) return true;
  const figures = ["iops", "throughput"] as const;
  const asked = figures.filter((name) => was[name] !== null && advised[name] !== null && was[name] > advised[name]);
  return asked.length > 0 && asked.every((name) => now[name] !== null && now[name] <= (advised[name] ?? 0));
}
