import { useTranslation } from 'react-i18next';
import { KIND_NAMES, KindIcon, type FieldKind } from '../kinds';

interface KindPickerProps {
  onPick: (kind: FieldKind) => void;
}

/** What a new field can be: a card for each kind, with what it is for and an example. */
export function KindPicker({ onPick }: KindPickerProps) {
  const { t } = useTranslation('customisation');
  return (
    <ul aria-label={t('fields.kind')} className="grid gap-2 sm:grid-cols-2">
      {KIND_NAMES.map((kind) => (
        <li key={kind}>
          <button
            type="button"
            onClick={() => onPick(kind)}
            className="flex h-full w-full cursor-pointer items-start gap-3 rounded-xl border border-hairline bg-surface p-3 text-start hover:border-accent hover:bg-surface-secondary"
          >
            <span className="grid size-9 shrink-0 place-items-center rounded-lg bg-accent-soft text-accent-soft-foreground">
              <KindIcon kind={kind} className="size-5" />
            </span>
            <span className="flex min-w-0 flex-col gap-0.5">
              <span className="text-sm font-medium">{t(`kinds.${kind}.name`)}</span>
              <span className="text-xs text-muted">{t(`kinds.${kind}.about`)}</span>
              <span className="text-2xs text-muted">{t('fields.example', { text: t(`kinds.${kind}.example`) })}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
