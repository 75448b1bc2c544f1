import type { ReactNode } from 'react';
import { FieldError, Label, Text } from 'react-aria-components';
import { cn } from '~/lib/cn';

/** What every field of a form takes. */
export interface FieldProps {
  label: string;
  /** Stands below the field, always. */
  help?: ReactNode;
  /** Message of a fault; marks the field invalid. */
  error?: string | undefined;
  isRequired?: boolean;
  isDisabled?: boolean;
  isReadOnly?: boolean;
  /** Keeps the label for screen readers only, where the place already says it. */
  hideLabel?: boolean;
  className?: string;
  name?: string;
}

type FrameProps = Pick<FieldProps, 'label' | 'help' | 'error' | 'isRequired' | 'hideLabel'> & { children: ReactNode };

/** Label above, help and fault below. Stands inside a React Aria field, which ties the three to the control. */
export function FieldFrame({ label, help, error, isRequired, hideLabel, children }: FrameProps) {
  return (
    <>
      <Label
        className={cn(
          hideLabel ? 'sr-only' : 'mb-1 block text-xs font-medium text-foreground',
          isRequired && "after:text-danger after:content-['_*'/'']",
        )}
      >
        {label}
      </Label>
      {children}
      {help && !error ? (
        <Text slot="description" className="mt-1 block text-2xs text-muted">
          {help}
        </Text>
      ) : null}
      <FieldError className="mt-1 block text-2xs text-danger-soft-foreground">{error}</FieldError>
    </>
  );
}

/** Class of the element around a whole field. */
export function fieldClass(className?: string): string {
  return cn('flex min-w-0 flex-col', className);
}
