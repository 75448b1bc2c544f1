import { SkeletonBlock, useLate } from '../skeleton';

/** The shape of a board while its cards come. `cardHeight` is in pixels. */
export function BoardSkeleton({ cardHeight }: { cardHeight: number }) {
  const isLate = useLate(150);
  return (
    <div className="flex h-full min-h-0 gap-3 overflow-hidden" aria-hidden>
      {isLate
        ? Array.from({ length: 5 }, (_, column) => (
            <div
              key={column}
              className="flex w-72 max-w-80 min-w-56 grow flex-col gap-2 rounded-xl bg-surface-secondary p-1.5 max-md:w-[86vw] max-md:max-w-none max-md:shrink-0"
            >
              <SkeletonBlock className="h-12" />
              {Array.from({ length: 4 - (column % 3) }, (_, card) => (
                <div key={card} style={{ height: cardHeight }}>
                  <SkeletonBlock className="h-full rounded-xl" />
                </div>
              ))}
            </div>
          ))
        : null}
    </div>
  );
}
