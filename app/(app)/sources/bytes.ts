const steps = ["bytes", "kB", "MB", "GB"] as const;

/** A file size as people read it: "812 bytes", "1.4 MB". */
export function bytes(size: number): string {
  const step = Math.min(steps.length - 1, size < 1000 ? 0 : Math.floor(Math.log10(size) / 3));
  const amount = size / 1000 ** step;
  return `${step === 0 ? amount : amount.toFixed(1)} ${steps[step]}`;
}
