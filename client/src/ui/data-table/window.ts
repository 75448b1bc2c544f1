import { type RefObject, useCallback, useEffect, useState } from 'react';

export interface RowWindow {
  /** First row to draw, and the one after the last. */
  start: number;
  end: number;
  scrollToRow: (row: number) => void;
}

const OVERSCAN = 12;

/**
 * Which rows of equal height are in sight of a scroller, with some to spare on both sides. `inset` is the height that sticky
 * rows cover at the top and at the foot; `spare` rows are drawn beyond each end.
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  inset: number,
  spare = OVERSCAN,
): RowWindow {
  const [range, setRange] = useState(() => ({ start: 0, end: Math.ceil(window.innerHeight / rowHeight) + spare }));

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => {
      const start = Math.max(0, Math.floor(element.scrollTop / rowHeight) - spare);
      const end = Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + spare;
      setRange((current) => (current.start === start && current.end === end ? current : { start, end }));
    };
    measure();
    element.addEventListener('scroll', measure, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', measure);
      observer.disconnect();
    };
  }, [scroller, rowHeight, spare]);

  const scrollToRow = useCallback(
    (row: number) => {
      const element = scroller.current;
      if (!element) return;
      const top = row * rowHeight;
      const visible = element.clientHeight - inset - rowHeight;
      if (top < element.scrollTop) element.scrollTo({ top });
      else if (top > element.scrollTop + visible) element.scrollTo({ top: top - visible });
    },
    [scroller, rowHeight, inset],
  );

  return { start: Math.min(range.start, Math.max(0, count - 1)), end: Math.min(range.end, count), scrollToRow };
}
