import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import { labelText, useRecordTypes } from '~/api/record-types';
import { CommandPalette } from '~/ui/command-palette';
import { useNav } from './use-nav';

/** Answer of `GET /search?q=`: hits by record type. */
interface SearchAnswer {
  data: Array<{ type: string; hits: Array<{ id: string; title: string; subtitle?: string | null }> }>;
}

interface PaletteProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** The palette with what this product has in it: records from the server, sections, and new-record commands. */
export default function Palette({ isOpen, onOpenChange }: PaletteProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { entries, create, text } = useNav();
  const types = useRecordTypes();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const search = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => api.get<SearchAnswer>('/search', { query: { q, limit: 5 }, signal }),
    enabled: isOpen && q.length > 1,
    placeholderData: (previous) => previous,
    retry: false,
  });
  const hits = (q.length > 1 ? (search.data?.data ?? []) : []).flatMap((group) =>
    group.hits.map((hit) => ({ ...hit, type: group.type })),
  );
  return (
    <CommandPalette
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      onSearch={setTyped}
      isSearching={search.isFetching}
      sections={[
        {
          id: 'results',
          title: t('palette.results'),
          isMatched: true,
          entries: hits.map((hit) => {
            const type = types.find((candidate) => candidate.name === hit.type);
            const one = type && labelText({ fa: type.labels.fa.one, en: type.labels.en.one });
            return {
              id: `${hit.type}-${hit.id}`,
              title: hit.title,
              subtitle: [one, hit.subtitle].filter(Boolean).join('، '),
              onAction: () => void navigate({ href: `/${type?.resource ?? `${hit.type}s`}/${hit.id}` }),
            };
          }),
        },
        {
          id: 'go',
          title: t('palette.go'),
          entries: entries.map((entry) => {
            const Icon = entry.icon;
            return {
              id: entry.id,
              title: text(entry.label),
              icon: <Icon aria-hidden />,
              hint: entry.code ? ['G', entry.code.replace('Key', '')] : undefined,
              onAction: () => void navigate({ to: entry.to }),
            };
          }),
        },
        {
          id: 'commands',
          title: t('palette.commands'),
          entries: create.map((entry) => {
            const Icon = entry.icon;
            return {
              id: entry.id,
              title: text(entry.label),
              icon: <Icon aria-hidden />,
              onAction: () => void navigate({ to: entry.to, search: entry.search as never }),
            };
          }),
        },
      ]}
    />
  );
}
