import { X } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney, type Money } from '~/lib/format';
import { IconButton } from '~/ui/button';
import { Input } from '~/ui/input';
import { MoneyInput } from '~/ui/money-input';
import { NumberInput } from '~/ui/number-input';
import { type LineFigures, lineTotal, type OpportunityLine } from './line-math';

interface LineRowProps {
  line: OpportunityLine;
  isReadOnly: boolean;
  onChange: (changes: Partial<OpportunityLine>) => void;
  onRemove: () => void;
  /** Told the figures while they are typed, and null once they are written or given up. */
  onTyping: (figures: LineFigures | null) => void;
}

interface Draft {
  description: string;
  quantity: string | null;
  unitPrice: Money | null;
  discountPercent: string | null;
}

/** One product as a line of cells. What is typed counts at once; it is written when the row is left or on Enter. */
export function LineRow({ line, isReadOnly, onChange, onRemove, onTyping }: LineRowProps) {
  const { t } = useTranslation('opportunities');
  const [draft, setDraft] = useState<Draft | null>(null);
  // Enter writes and moves on, which also leaves the row: what is written then is not written twice.
  const unsaved = useRef<Draft | null>(null);
  const shown = draft ?? draftOf(line);
  const type = (next: Draft | null) => {
    unsaved.current = next;
    setDraft(next);
    onTyping(next && figuresOf(next));
  };
  const set = (patch: Partial<Draft>) => type({ ...shown, ...patch });
  const total = lineTotal(figuresOf(shown));

  const save = () => {
    const typed = unsaved.current;
    if (!typed) return;
    type(null);
    const changes = changesOf(line, typed);
    if (Object.keys(changes).length > 0) onChange(changes);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>) => {
    if (event.code === 'Enter' || event.code === 'NumpadEnter') {
      event.preventDefault();
      save();
      moveDown(event);
    } else if (event.code === 'Escape' && draft) {
      event.stopPropagation();
      type(null);
    }
  };

  return (
    <tr
      data-line={line.id}
      className="border-b border-hairline align-top"
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) save();
      }}
    >
      <td className="min-w-52 px-1 py-1">
        <Input
          label={t('lines.description')}
          hideLabel
          value={shown.description}
          onChange={(description) => set({ description })}
          isReadOnly={isReadOnly}
          maxLength={300}
        />
      </td>
      <td className="w-28 px-1 py-1">
        <NumberInput
          label={t('lines.quantity')}
          hideLabel
          value={shown.quantity}
          onChange={(quantity) => set({ quantity })}
          isReadOnly={isReadOnly}
        />
      </td>
      <td className="w-52 px-1 py-1">
        <MoneyInput
          label={t('lines.unitPrice')}
          hideLabel
          value={shown.unitPrice}
          onChange={(unitPrice) => set({ unitPrice })}
          isReadOnly={isReadOnly}
        />
      </td>
      <td className="w-24 px-1 py-1">
        <NumberInput
          label={t('lines.discount')}
          hideLabel
          value={shown.discountPercent}
          onChange={(discountPercent) => set({ discountPercent })}
          isReadOnly={isReadOnly}
        />
      </td>
      <td className="px-1.5 py-3 font-medium whitespace-nowrap">
        {formatMoney({ amount: total.toString(), currency: 'IRR' })}
      </td>
      <td className="py-1">
        {isReadOnly ? null : (
          <IconButton label={t('lines.remove', { name: line.description ?? '' })} size="sm" onPress={onRemove}>
            <X aria-hidden />
          </IconButton>
        )}
      </td>
    </tr>
  );
}

function figuresOf({ quantity, unitPrice, discountPercent }: Draft): LineFigures {
  return { quantity: quantity ?? '0', unitPrice, discountPercent: discountPercent ?? '0' };
}

function draftOf(line: OpportunityLine): Draft {
  return {
    description: line.description ?? '',
    quantity: String(line.quantity),
    unitPrice: line.unitPrice,
    discountPercent: String(line.discountPercent),
  };
}

function changesOf(line: OpportunityLine, draft: Draft): Partial<OpportunityLine> {
  const before = draftOf(line);
  const changes: Partial<OpportunityLine> = {};
  if (draft.description !== before.description) changes.description = draft.description.trim() || null;
  if (Number(draft.quantity ?? 0) !== Number(before.quantity)) changes.quantity = draft.quantity ?? '0';
  if (draft.unitPrice?.amount !== before.unitPrice?.amount)
    changes.unitPrice = draft.unitPrice ?? { amount: '0', currency: 'IRR' };
  if (Number(draft.discountPercent ?? 0) !== Number(before.discountPercent))
    changes.discountPercent = draft.discountPercent ?? '0';
  return changes;
}

/** Enter goes to the same cell of the next line, and from the last line to the field that adds one. */
function moveDown(event: KeyboardEvent<HTMLTableRowElement>): void {
  const row = event.currentTarget;
  const inputs = [...row.querySelectorAll('input')];
  const at = inputs.indexOf(event.target as HTMLInputElement);
  const below = row.nextElementSibling?.querySelectorAll('input')[at];
  const adder = row
    .closest('table')
    ?.parentElement?.parentElement?.querySelector<HTMLInputElement>('[role="combobox"]');
  (below ?? adder)?.focus();
}
