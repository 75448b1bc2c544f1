import type { LinkProps } from '@tanstack/react-router';
import { Home, type LucideIcon, Shapes } from 'lucide-react';
import type { RecordTypeInfo } from '~/api/record-types';
import type { Language } from '~/lib/preferences';

export type AppPath = NonNullable<LinkProps['to']>;
export type NavGroup = 'work' | 'sales' | 'insight' | 'admin';

/** A section of the product in the navigation. */
export interface NavEntry {
  id: string;
  to: AppPath;
  /** i18n key with its area, `accounts:title`; for what the company has named itself, the name after `=`. */
  label: string;
  icon: LucideIcon;
  group: NavGroup;
  /** Place inside the group, small first. */
  order: number;
  /** `KeyboardEvent.code` of the letter after `g`: `KeyO`. */
  code?: string;
  /** Stands in the bottom bar on phones; the four with the smallest order do. */
  isOnPhone?: boolean;
  /** Shorter label for the foot of phones, where a fifth of the width is all there is. */
  phoneLabel?: string;
  /** Record type one must be able to view to see the entry. */
  recordType?: string;
  /** Address that answers `unread`: shown beside the entry. */
  count?: string;
  /** A permission other than viewing a record type: `['setting', 'edit']`. */
  permission?: [recordType: string, action: string];
}

/** Something to make from the «ایجاد» menu. */
export interface CreateEntry {
  id: string;
  label: string;
  icon: LucideIcon;
  to: AppPath;
  /** Search parameters that open the form: usually `{ create: true }`. */
  search: Record<string, unknown>;
  recordType: string;
  order: number;
}

/** What a feature tells the shell; the file `features/<name>/nav.ts` exports it as `nav`. */
export interface FeatureNav {
  entries: readonly NavEntry[];
  create?: readonly CreateEntry[];
}

const modules = import.meta.glob<{ nav: FeatureNav }>('../features/*/nav.ts', { eager: true });
const features = Object.values(modules).map((module) => module.nav);

const home: NavEntry = {
  id: 'home',
  to: '/',
  label: 'shell:nav.home',
  icon: Home,
  group: 'work',
  order: 0,
  code: 'KeyH',
  isOnPhone: true,
};

export const navEntries: readonly NavEntry[] = [home, ...features.flatMap((feature) => feature.entries)].sort(
  (left, right) => left.order - right.order,
);
export const createEntries: readonly CreateEntry[] = features
  .flatMap((feature) => feature.create ?? [])
  .sort((left, right) => left.order - right.order);
export const navGroups: readonly NavGroup[] = ['work', 'sales', 'insight', 'admin'];

/** Sections of the record types that the company has added, after those of the product. */
export function companyEntries(types: readonly RecordTypeInfo[], language: Language): NavEntry[] {
  return types
    .filter((type) => type.company)
    .map((type, index) => ({
      id: `company-${type.name}`,
      to: `/x/${type.resource}` as AppPath,
      label: `=${type.labels[language].many}`,
      icon: Shapes,
      group: 'sales',
      order: 900 + index,
      recordType: type.name,
    }));
}
