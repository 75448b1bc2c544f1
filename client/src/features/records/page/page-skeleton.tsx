import { SkeletonBlock, useLate } from '~/ui/skeleton';

/** A record's page on its way, in its real places. */
export function RecordPageSkeleton() {
  const isLate = useLate(150);
  if (!isLate) return null;
  return (
    <div aria-busy className="mx-auto flex w-full max-w-7xl flex-col gap-4 p-3 md:p-5">
      <SkeletonBlock className="h-40 w-full rounded-xl" />
      <div className="flex flex-col gap-4 lg:flex-row">
        <SkeletonBlock className="h-96 w-full rounded-xl lg:w-88" />
        <SkeletonBlock className="h-96 grow rounded-xl" />
      </div>
    </div>
  );
}
