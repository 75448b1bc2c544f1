import { useTranslation } from 'react-i18next';
import { Dialog } from './dialog';
import { Kbd } from './kbd';

interface ShortcutMapProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** Sections that a letter after `g` leads to. */
  places: ReadonlyArray<{ id: string; label: string; letter: string }>;
}

/** All keys in one place; opened by `?`. */
export function ShortcutMap({ isOpen, onOpenChange, places }: ShortcutMapProps) {
  const { t } = useTranslation();
  const groups = [
    {
      id: 'everywhere',
      title: t('shortcuts.everywhere'),
      rows: [
        { keys: ['Ctrl', 'K'], text: t('shortcuts.palette') },
        { keys: ['/'], text: t('shortcuts.searchHere') },
        { keys: ['N'], text: t('shortcuts.create') },
        { keys: ['E'], text: t('shortcuts.edit') },
        { keys: ['Ctrl', 'Z'], text: t('shortcuts.undo') },
        { keys: ['Esc'], text: t('shortcuts.back') },
        { keys: ['?'], text: t('shortcuts.map') },
      ],
    },
    {
      id: 'lists',
      title: t('shortcuts.lists'),
      rows: [
        { keys: ['J', 'K'], text: t('shortcuts.rows') },
        { keys: ['X'], text: t('shortcuts.select') },
        { keys: ['Enter'], text: t('shortcuts.open') },
      ],
    },
    { id: 'forms', title: t('shortcuts.forms'), rows: [{ keys: ['Ctrl', 'Enter'], text: t('shortcuts.save') }] },
    {
      id: 'places',
      title: t('shortcuts.goTo'),
      rows: places.map((place) => ({ keys: ['G', place.letter], text: place.label })),
    },
  ];
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title={t('shortcuts.title')} size="md">
      <div className="grid gap-6 sm:grid-cols-2">
        {groups.map((group) => (
          <section key={group.id}>
            <h3 className="mb-1 text-xs font-bold text-muted">{group.title}</h3>
            <dl>
              {group.rows.map((row) => (
                <div key={row.text} className="flex min-h-9 items-center justify-between gap-3 text-sm">
                  <dt>{row.text}</dt>
                  <dd>
                    <Kbd keys={row.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
