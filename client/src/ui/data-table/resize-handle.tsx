import type { PointerEvent } from 'react';

interface ResizeHandleProps {
  /** Told the width in pixels while it is drawn; undefined gives the column its usual width back. */
  onResize: (width: number | undefined) => void;
}

const NARROWEST = 64;
const WIDEST = 720;

/** The edge of a column's head: drawn to make it wider or narrower, pressed twice for its usual width. */
export function ResizeHandle({ onResize }: ResizeHandleProps) {
  const begin = (event: PointerEvent<HTMLSpanElement>) => {
    const handle = event.currentTarget;
    const cell = handle.parentElement;
    if (!cell || event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    const { width } = cell.getBoundingClientRect();
    const start = event.clientX;
    const sign = getComputedStyle(cell).direction === 'rtl' ? -1 : 1;
    handle.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) =>
      onResize(Math.round(Math.min(WIDEST, Math.max(NARROWEST, width + sign * (moved.clientX - start)))));
    const end = () => {
      handle.removeEventListener('pointermove', move);
      handle.removeEventListener('pointerup', end);
      handle.removeEventListener('pointercancel', end);
    };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', end);
    handle.addEventListener('pointercancel', end);
  };
  return (
    <span
      aria-hidden
      data-resize
      onPointerDown={begin}
      onDoubleClick={() => onResize(undefined)}
      className="absolute inset-y-1 end-0 z-10 w-2 cursor-col-resize touch-none border-e-2 border-transparent hover:border-border active:border-accent"
    />
  );
}
