import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { cn } from '~/lib/cn';

/** A part that scrolls sideways on narrow screens, by keyboard as well: it takes the focus while it is wider than its place. */
export function ScrollRegion({
  label,
  children,
  className,
}: {
  label: string;
  children: ReactNode;
  className?: string;
}) {
  const region = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = region.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
      else element.removeAttribute('tabindex');
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={region} role="region" aria-label={label} className={cn('overflow-x-auto', className)}>
      {children}
    </div>
  );
}
