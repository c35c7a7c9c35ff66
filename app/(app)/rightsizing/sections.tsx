import { SegmentedLinks } from "@/components/ui/segmented";

const sections = [
  ["/rightsizing", "Recommendations"],
  ["/rightsizing/commitments", "Commitments"],
  ["/rightsizing/realised", "Realised"],
  ["/rightsizing/resources", "Every resource"],
  ["/rightsizing/rules", "Rules"],
] as const;

type Props = { current: (typeof sections)[number][0] };

/** The pages about saving, side by side. */
export function Sections({ current }: Props) {
  return (
    <div className="mb-8 max-w-full">
      <SegmentedLinks
        wraps
        label="Savings"
        items={sections.map(([href, label]) => ({ href, label, current: href === current }))}
      />
    </div>
  );
}
