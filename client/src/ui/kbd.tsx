/** Keys to press, as they stand on the keyboard. */
export function Kbd({ keys }: { keys: readonly string[] }) {
  return (
    <span dir="ltr" className="inline-flex items-center gap-1">
      {keys.map((key) => (
        <kbd
          key={key}
          className="grid h-5 min-w-5 place-items-center rounded-md border border-border bg-surface-secondary px-1.5 font-sans text-2xs text-muted"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
