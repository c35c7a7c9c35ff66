import { SourceRefusal } from "../refusal";

/** An answer that cannot be right as a whole is not used in part. */
export function unusable(why: string, cause?: unknown): SourceRefusal {
  return new SourceRefusal(
    "provider",
    {
      message: `Cost Explorer's answer cannot be used: ${why}.`,
      advice: "Nothing was imported from it; what was there before is kept, and the next sync tries again.",
      passing: true,
    },
    { cause },
  );
}
