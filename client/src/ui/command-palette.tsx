import { Search } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import { normalizeKey } from '@peyvand/server/persian';
import { Kbd } from './kbd';

export interface PaletteEntry {
  id: string;
  title: string;
  subtitle?: string;
  icon?: ReactNode;
  hint?: readonly string[];
  onAction: () => void;
}

export interface PaletteSection {
  id: string;
  title: string;
  entries: readonly PaletteEntry[];
  /** Entries that the server already matched are not filtered again. */
  isMatched?: boolean;
}

interface CommandPaletteProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  sections: readonly PaletteSection[];
  /** Told what is typed, for the search on the server. */
  onSearch?: (text: string) => void;
  isSearching?: boolean;
  /** Stands above the results: what was searched instead of what is typed. */
  hint?: string;
}

/** Finds a screen, a command or a record from anywhere. */
export function CommandPalette({ isOpen, onOpenChange, sections, onSearch, isSearching, hint }: CommandPaletteProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const type = (next: string) => {
    setText(next);
    onSearch?.(next);
  };
  const wanted = normalizeKey(text);
  const shown = sections
    .map((section) =>
      section.isMatched
        ? section
        : {
            ...section,
            entries: section.entries.filter((entry) =>
              normalizeKey(`${entry.title} ${entry.subtitle ?? ''}`).includes(wanted),
            ),
          },
    )
    .filter((section) => section.entries.length > 0);
  const byId = new Map(
    shown.flatMap((section) => section.entries.map((entry) => [`${section.id}:${entry.id}`, entry])),
  );
  const choose = (key: string, close: () => void) => {
    close();
    type('');
    byId.get(key)?.onAction();
  };
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(next) => {
        if (!next) type('');
        onOpenChange(next);
      }}
      isDismissable
      data-kit-modal=""
      className="fixed inset-0 z-[100000] flex h-(--visual-viewport-height) items-start justify-center bg-backdrop p-3 pt-[10vh] data-[entering]:animate-[fade-in_120ms_ease-out]"
    >
      <Modal className="flex max-h-[70vh] w-full max-w-xl flex-col overflow-hidden rounded-xl bg-overlay shadow-overlay data-[entering]:animate-[pop-in_120ms_ease-out]">
        <Dialog aria-label={t('palette.label')} className="flex min-h-0 flex-col outline-none">
          {({ close }) => (
            // One Escape leaves the palette; the search field alone would spend the first on clearing itself.
            <div
              role="presentation"
              className="contents"
              onKeyDownCapture={(event) => {
                const isEnter = event.code === 'Enter' || event.code === 'NumpadEnter';
                // While results come in, nothing is marked for a moment: Enter then means the first of them.
                const isUnmarked = !(event.target as Element).getAttribute('aria-activedescendant');
                const [first] = byId.keys();
                if (event.code === 'Escape') close();
                else if (isEnter && isUnmarked && first !== undefined && !event.nativeEvent.isComposing)
                  choose(first, close);
                else return;
                event.preventDefault();
                event.stopPropagation();
              }}
            >
              <Autocomplete inputValue={text} onInputChange={type}>
                <SearchField
                  aria-label={t('palette.placeholder')}
                  autoFocus
                  className="flex items-center gap-3 border-b border-hairline px-4"
                >
                  <Search aria-hidden className="size-5 shrink-0 text-muted" />
                  <Input
                    placeholder={t('palette.placeholder')}
                    dir="auto"
                    className="h-13 w-full min-w-0 bg-transparent text-base outline-none placeholder:text-muted [&::-webkit-search-cancel-button]:hidden"
                  />
                  <Kbd keys={['Esc']} />
                </SearchField>
                {hint ? (
                  <p role="status" className="border-b border-hairline px-4 py-2 text-xs text-muted">
                    {hint}
                  </p>
                ) : null}
                <Menu
                  aria-label={t('palette.label')}
                  onAction={(key) => choose(String(key), close)}
                  renderEmptyState={() => (
                    <p className="p-6 text-center text-sm text-muted">
                      {t(isSearching ? 'picker.searching' : 'palette.empty')}
                    </p>
                  )}
                  ref={reachByKeyboard}
                  className="min-h-24 overflow-auto p-1.5 outline-none"
                >
                  {shown.map((section) => (
                    <MenuSection key={section.id} id={section.id}>
                      <Header className="px-2.5 pt-2 pb-1 text-2xs text-muted">{section.title}</Header>
                      {section.entries.map((entry) => (
                        <MenuItem
                          key={entry.id}
                          id={`${section.id}:${entry.id}`}
                          textValue={entry.title}
                          className="flex min-h-10 cursor-pointer items-center gap-3 rounded-lg px-2.5 text-sm outline-none data-[focused]:bg-default [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted"
                        >
                          {entry.icon}
                          <span className="min-w-0 grow truncate" dir="auto">
                            {entry.title}
                          </span>
                          {entry.subtitle ? (
                            <span className="max-w-[40%] truncate text-xs text-muted">{entry.subtitle}</span>
                          ) : null}
                          {entry.hint ? <Kbd keys={entry.hint} /> : null}
                        </MenuItem>
                      ))}
                    </MenuSection>
                  ))}
                </Menu>
              </Autocomplete>
            </div>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The focus stays in the search field, so nothing inside the list takes it; a list that scrolls must be reachable all the same. */
function reachByKeyboard(list: HTMLElement | null): void {
  if (list) list.tabIndex = 0;
}
