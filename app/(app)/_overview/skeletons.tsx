import { LoadingPanel, Skeleton } from "@/components/ui/skeleton";

export function OpeningSkeleton() {
  return <LoadingPanel label="Adding up this month" className="mb-6 h-7 max-w-[60ch]" />;
}

export function TileSkeleton() {
  return (
    <div role="status" className="py-1">
      <span className="sr-only">Adding up</span>
      <Skeleton className="h-5 w-32" />
      <Skeleton className="mt-1 h-9 w-44" />
      <Skeleton className="mt-1 h-10 w-52" />
    </div>
  );
}

export function ChartSkeleton() {
  return (
    <div role="status" className="@container border-line border-t pt-5">
      <span className="sr-only">Adding up the days</span>
      <Skeleton className="mb-4 h-8 w-56" />
      <div className="grid gap-x-8 gap-y-4 @4xl:grid-cols-[minmax(0,1fr)_20rem]">
        <Skeleton className="h-60 md:h-80" />
        <Skeleton className="h-64" />
      </div>
      <Skeleton className="mt-4 h-4 w-96 max-w-full" />
    </div>
  );
}

export function PanelSkeleton({ className = "h-64" }: { className?: string }) {
  return (
    <div className="border-line border-t pt-5">
      <Skeleton className="mb-4 h-8 w-40" />
      <LoadingPanel label="Adding up" className={className} />
    </div>
  );
}
