/** The product's mark: two links that hold each other. */
export function Logo({ className = 'size-8' }: { className?: string }) {
  return (
    <svg viewBox="0 0 512 512" className={className} aria-hidden>
      <rect width="512" height="512" rx="116" fill="var(--accent)" />
      <g fill="none" stroke="var(--accent-foreground)" strokeWidth="42" strokeLinecap="round">
        <path d="M290 178h34a78 78 0 0 1 0 156h-58" />
        <path d="M222 334h-34a78 78 0 0 1 0-156h58" opacity="0.72" />
        <path d="M214 256h84" />
      </g>
    </svg>
  );
}
