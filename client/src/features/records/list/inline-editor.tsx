import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldInfo, RecordTypeInfo } from '~/api/record-types';
import type { RecordBase } from '~/api/records';
import { sameValue } from '~/api/stale';
import { cn } from '~/lib/cn';
import { FieldInput } from '~/ui/field-input';
import { useSaveRecord } from '../save/use-save-record';

interface InlineEditorProps {
  type: RecordTypeInfo;
  row: RecordBase;
  field: FieldInfo;
  onDone: () => void;
  className?: string;
}

/** Fields that are finished by choosing: one choice writes and leaves. */
const CHOSEN = new Set(['choice', 'link', 'boolean']);

/** Edits one field where it stands: Enter or leaving writes, Escape gives up. */
export function InlineEditor({ type, row, field, onDone, className }: InlineEditorProps) {
  const { t } = useTranslation('records');
  const save = useSaveRecord(type.name);
  const [value, setValue] = useState<unknown>(row[field.name] ?? null);
  const box = useRef<HTMLFieldSetElement>(null);
  const isOver = useRef(false);

  useEffect(() => focusWhenReady(box.current), []);

  const finish = (next: unknown) => {
    if (isOver.current) return;
    isOver.current = true;
    onDone();
    if (!sameValue(next, row[field.name] ?? null)) void save(row, { [field.name]: next });
  };
  const giveUp = () => {
    isOver.current = true;
    onDone();
  };

  return (
    <fieldset
      ref={box}
      data-no-open=""
      aria-label={t('inline.hint')}
      className={cn('m-0 min-w-0 border-0 p-0', className)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.defaultPrevented || isInList()) return;
        if (event.code === 'Escape') giveUp();
        else if (
          (event.code === 'Enter' || event.code === 'NumpadEnter') &&
          (field.type !== 'longText' || event.ctrlKey)
        ) {
          event.preventDefault();
          finish(value);
        }
      }}
      onBlur={(event) => {
        const to = event.relatedTarget;
        const staysInside = to instanceof Node && (event.currentTarget.contains(to) || inOverlay(to));
        if (!staysInside && to !== null) finish(value);
        else if (to === null) setTimeout(() => leftFor(box.current) && finish(value), 0);
      }}
    >
      <FieldInput
        field={field}
        recordType={type.name}
        hideLabel
        autoFocus
        value={value}
        onChange={(next) => {
          setValue(next);
          if (CHOSEN.has(field.type)) finish(next);
        }}
      />
    </fieldset>
  );
}

/** The input may still be loading; the focus goes to it as soon as it is there. */
function focusWhenReady(box: HTMLElement | null): () => void {
  const find = () => box?.querySelector<HTMLElement>('input:not([type=hidden]),textarea,button,[role=spinbutton]');
  const timer = setInterval(() => {
    const control = find();
    if (!control) return;
    clearInterval(timer);
    if (!box?.contains(document.activeElement)) control.focus();
    if (control instanceof HTMLInputElement) control.select();
  }, 20);
  return () => clearInterval(timer);
}

function inOverlay(node: Node): boolean {
  return node instanceof Element && node.closest('[role=listbox],[role=dialog],[role=grid][data-rac]') !== null;
}

function isInList(): boolean {
  return document.querySelector('[role=listbox]') !== null;
}

/** Whether the focus has left for good, and not into a list or calendar that the input opened. */
function leftFor(box: HTMLElement | null): boolean {
  const active = document.activeElement;
  if (!box || !active) return true;
  return !box.contains(active) && !inOverlay(active) && !isInList();
}
