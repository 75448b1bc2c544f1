import { useEffect, useRef } from 'react';

/**
 * Keyboard shortcuts by physical key (`KeyboardEvent.code`), so that they work while the Persian layout is on.
 * A combination is written `KeyN`, `Mod+KeyK` (Ctrl, or Command on a Mac), `Shift+Slash`, `Mod+Enter`, or a sequence `KeyG KeyL`.
 */
export type ShortcutMap = Record<string, (event: KeyboardEvent) => void>;

interface ShortcutOptions {
  /** Off while false. */
  isEnabled?: boolean;
  /** Let combinations fire while a text field has the focus (those with Mod always do). */
  inFields?: boolean;
}

const SEQUENCE_MS = 1200;

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    target.getAttribute('role') === 'spinbutton'
  );
}

/** `Mod+Shift+KeyK`, in one fixed order. */
export function combinationOf(event: KeyboardEvent): string {
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push('Mod');
  if (event.altKey) parts.push('Alt');
  if (event.shiftKey) parts.push('Shift');
  parts.push(event.code === 'NumpadEnter' ? 'Enter' : event.code);
  return parts.join('+');
}

/** Registers shortcuts on the window while the component is mounted. An open dialog keeps them from firing behind it. */
export function useShortcuts(map: ShortcutMap, { isEnabled = true, inFields = false }: ShortcutOptions = {}): void {
  const latest = useRef(map);
  latest.current = map;
  useEffect(() => {
    if (!isEnabled) return;
    let prefix = '';
    let prefixAt = 0;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const combination = combinationOf(event);
      const typing = isTyping(event.target) && !inFields && !combination.startsWith('Mod+');
      if (typing || behindDialog(event.target)) return;
      const sequence = prefix && event.timeStamp - prefixAt < SEQUENCE_MS ? `${prefix} ${combination}` : '';
      const action = latest.current[sequence] ?? latest.current[combination];
      prefix = Object.keys(latest.current).some((key) => key.startsWith(`${combination} `)) ? combination : '';
      prefixAt = event.timeStamp;
      if (!action) return;
      event.preventDefault();
      prefix = '';
      action(event);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [isEnabled, inFields]);
}

function behindDialog(target: EventTarget | null): boolean {
  const dialog = document.querySelector('[data-kit-modal]');
  return dialog !== null && !(target instanceof Node && dialog.contains(target));
}
