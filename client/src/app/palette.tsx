import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Clock, FileText, Search } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import { type RecordTypeInfo, useLabel, useRecordTypes } from '~/api/record-types';
import { useMe } from '~/api/session';
import { formatPhone } from '~/lib/format';
import { recentRecords } from '~/lib/recents';
import { CommandPalette, type PaletteSection } from '~/ui/command-palette';
import { useNav } from './use-nav';

/** Answer of `GET /search?q=`: hits by record type. */
interface SearchAnswer {
  data: Array<{ type: string; hits: Array<{ id: string; title: string; subtitle?: string | null }> }>;
  /** What was searched instead, when the text looks typed on the other keyboard layout. */
  searchedFor?: string;
}

interface PaletteProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Shortest text that the server searches for. */
const SHORTEST = 2;

/** The palette with what this product has in it: records from the server, lately seen ones, sections and new-record commands. */
export default function Palette({ isOpen, onOpenChange }: PaletteProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { entries, create, text } = useNav();
  const [typed, setTyped] = useState('');
  const found = useFound(typed, isOpen);
  const recent = useRecent(typed === '');
  return (
    <CommandPalette
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      onSearch={setTyped}
      isSearching={found.isSearching}
      hint={found.searchedFor ? t('palette.meant', { text: found.searchedFor }) : undefined}
      sections={[
        ...found.sections,
        recent,
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

/** Icons and addresses of records, from what the sections of the product say of themselves. */
function usePlaces() {
  const types = useRecordTypes();
  const { entries } = useNav();
  const label = useLabel();
  return (name: string) => {
    const type: RecordTypeInfo | undefined = types.find((candidate) => candidate.name === name);
    const section = entries.find((entry) => entry.recordType === name);
    const Icon = section?.icon ?? FileText;
    return {
      icon: <Icon aria-hidden />,
      section: section?.to,
      one: type ? label({ fa: type.labels.fa.one, en: type.labels.en.one }) : name,
      many: type ? label({ fa: type.labels.fa.many, en: type.labels.en.many }) : name,
      hrefOf: (id: string) => `/${type?.resource ?? name}/${id}`,
    };
  };
}

function useFound(typed: string, isOpen: boolean) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const placeOf = usePlaces();
  const q = useDeferredValue(typed.trim());
  const isAsked = isOpen && q.length >= SHORTEST;
  const search = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => api.get<SearchAnswer>('/search', { query: { q, limit: 5 }, signal }),
    enabled: isAsked,
    placeholderData: (previous) => previous,
    retry: false,
  });
  const searchedFor = isAsked ? search.data?.searchedFor : undefined;
  const groups = isAsked ? (search.data?.data ?? []) : [];
  const sections: PaletteSection[] = groups.map((group) => {
    const place = placeOf(group.type);
    const { section } = place;
    return {
      id: `found-${group.type}`,
      title: place.many,
      isMatched: true,
      entries: [
        ...group.hits.map((hit) => ({
          id: hit.id,
          title: hit.title,
          ...(hit.subtitle ? { subtitle: readable(hit.subtitle) } : {}),
          icon: place.icon,
          onAction: () => void navigate({ href: place.hrefOf(hit.id) }),
        })),
        ...(section
          ? [
              {
                id: 'all',
                title: t('palette.allOf', { type: place.many }),
                icon: <Search aria-hidden />,
                onAction: () => void navigate({ to: section, search: { q: searchedFor ?? q } as never }),
              },
            ]
          : []),
      ],
    };
  });
  return { sections, searchedFor, isSearching: search.isFetching };
}

/** A line of the server with its stored phones as people write them, each reading from left to right. */
function readable(subtitle: string): string {
  return subtitle.replace(/\+\d{8,15}/g, (phone) => `\u2066${formatPhone(phone)}\u2069`);
}

function useRecent(isShown: boolean): PaletteSection {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const placeOf = usePlaces();
  const userId = useMe()?.user.id;
  const records = isShown && userId ? recentRecords(userId) : [];
  return {
    id: 'recent',
    title: t('palette.recent'),
    isMatched: true,
    entries: records.map((record) => {
      const place = placeOf(record.type);
      return {
        id: record.id,
        title: record.title,
        subtitle: place.one,
        icon: <Clock aria-hidden />,
        onAction: () => void navigate({ href: place.hrefOf(record.id) }),
      };
    }),
  };
}
