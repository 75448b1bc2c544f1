import { Switch as HeroSwitch } from '@heroui/react/switch';
import { cn } from '~/lib/cn';
import type { ToggleProps } from './checkbox';

/** Something that is on or off, at once. */
export function Switch({ children, className, ...props }: ToggleProps) {
  return (
    <HeroSwitch {...props} className={cn('text-sm', className)}>
      <HeroSwitch.Content>
        <HeroSwitch.Control>
          <HeroSwitch.Thumb />
        </HeroSwitch.Control>
        {children}
      </HeroSwitch.Content>
    </HeroSwitch>
  );
}
