/** Look of everything that floats. */
export const overlayClass =
  'rounded-xl bg-overlay text-overlay-foreground shadow-overlay outline-none data-[entering]:animate-[pop-in_120ms_ease-out]';
