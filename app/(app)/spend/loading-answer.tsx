import { Skeleton } from "@/components/ui/skeleton";

/** The size of the figures, the chart and the first rows of the table. */
export function AnswerSkeleton() {
  return (
    <div role="status">
      <span className="sr-only">Adding up the charges</span>
      <Skeleton className="mb-2 h-4 w-40" />
      <Skeleton className="mb-8 h-9 w-56" />
      <div className="@container border-line border-t pt-5">
        <Skeleton className="mb-4 h-8 w-64" />
        <div className="grid gap-x-8 gap-y-4 @4xl:grid-cols-[minmax(0,1fr)_20rem]">
          <Skeleton className="h-60 md:h-80" />
          <Skeleton className="h-60 md:h-80" />
        </div>
        <Skeleton className="mt-4 h-4 w-96 max-w-full" />
      </div>
    </div>
  );
}
