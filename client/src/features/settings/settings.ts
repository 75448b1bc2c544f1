import { queryOptions } from '@tanstack/react-query';
import { api } from '~/api/http';
import type { FieldInfo } from '~/api/record-types';

export type SettingValues = Record<string, unknown>;

/** Answer of `GET /settings`. */
export interface Settings {
  version: number;
  values: SettingValues;
  definitions: FieldInfo[];
}

export const settingsQuery = queryOptions({ queryKey: ['settings'], queryFn: () => api.get<Settings>('/settings') });

/** Key of the pages of `GET /settings/history`. */
export const settingsHistoryKey = ['settings-history'] as const;
