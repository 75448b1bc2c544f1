import { lazy, type ReactNode, Suspense } from 'react';
import { type OverlayTrigger, useOverlayTrigger } from './overlay/use-overlay-trigger';
import type { Placement } from './popover';

const load = () => import('./overlay/menu-overlay');
const MenuOverlay = lazy(load);

export interface MenuEntry {
  id: string;
  label: ReactNode;
  icon?: ReactNode;
  /** Shown at the end, such as a shortcut. */
  hint?: ReactNode;
  tone?: 'danger';
  isDisabled?: boolean;
  isChecked?: boolean;
  onAction: () => void;
}

export interface MenuGroup {
  id: string;
  title?: string;
  entries: readonly MenuEntry[];
}

interface MenuProps {
  label: string;
  /** The control that opens it: a button of this kit. */
  trigger: OverlayTrigger;
  groups: readonly MenuGroup[];
  placement?: Placement;
  /** Stands above the entries. */
  header?: ReactNode;
}

/** Plain entries as the one group that `Menu` takes. */
export function menuOf(...entries: Array<MenuEntry | false | undefined>): MenuGroup[] {
  return [{ id: 'all', entries: entries.filter((entry): entry is MenuEntry => Boolean(entry)) }];
}

/** Commands behind a button. The code of the list is loaded when it is first needed. */
export function Menu({ label, trigger, groups, placement = 'bottom end', header }: MenuProps) {
  const { element, triggerRef, isOpen, setOpen } = useOverlayTrigger({
    trigger,
    kind: 'menu',
    isOpen: undefined,
    onOpenChange: undefined,
    preload: () => void load(),
  });
  return (
    <>
      {element}
      {isOpen ? (
        <Suspense fallback={null}>
          <MenuOverlay
            label={label}
            triggerRef={triggerRef}
            onOpenChange={setOpen}
            groups={groups}
            placement={placement}
            header={header}
          />
        </Suspense>
      ) : null}
    </>
  );
}
