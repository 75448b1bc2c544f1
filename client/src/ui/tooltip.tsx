import type { ReactElement, ReactNode } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';

interface TooltipProps {
  text: ReactNode;
  /** A focusable control of this kit. */
  children: ReactElement;
}

/** A short note on hover and focus. Never the only place where something is said. */
export function Tooltip({ text, children }: TooltipProps) {
  return (
    <TooltipTrigger delay={600} closeDelay={80}>
      {children}
      <AriaTooltip
        offset={6}
        className="max-w-72 rounded-lg bg-foreground px-2.5 py-1 text-xs text-background shadow-overlay data-[entering]:animate-[fade-in_120ms_ease-out]"
      >
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
