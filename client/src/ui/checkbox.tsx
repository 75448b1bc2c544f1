import { Checkbox as HeroCheckbox } from '@heroui/react/checkbox';
import type { ReactNode } from 'react';
import { cn } from '~/lib/cn';

export interface ToggleProps {
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  children?: ReactNode;
  isDisabled?: boolean;
  className?: string;
  'aria-label'?: string;
}

export function Checkbox({
  children,
  className,
  isIndeterminate,
  ...props
}: ToggleProps & { isIndeterminate?: boolean }) {
  return (
    <HeroCheckbox {...props} isIndeterminate={isIndeterminate ?? false} className={cn('text-sm', className)}>
      <HeroCheckbox.Content>
        <HeroCheckbox.Control>
          <HeroCheckbox.Indicator />
        </HeroCheckbox.Control>
        {children}
      </HeroCheckbox.Content>
    </HeroCheckbox>
  );
}
