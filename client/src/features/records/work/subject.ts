import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useRecordType } from '~/api/record-types';
import { recordKeys } from '~/api/records';

/** The record that notes, activities and files are about. */
export interface Subject {
  type: string;
  id: string;
}

/** An activity as the open work of a record shows it. */
export interface WorkItem {
  id: string;
  version: number;
  type: 'task' | 'call' | 'meeting';
  subject: string;
  nextStep: boolean;
  dueAt: string | null;
  doneAt?: string | null;
  contactName?: string | null;
}

/** Asks again for everything that a new note, activity or file of a record shows up in. */
export function useRefreshAround(subject: Subject): () => Promise<void> {
  const client = useQueryClient();
  const resource = useRecordType(subject.type)?.resource;
  return useCallback(() => refresh(client, resource), [client, resource]);
}

async function refresh(client: QueryClient, resource: string | undefined): Promise<void> {
  const around = ['activities', 'notes', 'files', ...(resource ? [resource] : [])];
  await Promise.all([
    ...around.map((name) => client.invalidateQueries({ queryKey: recordKeys.all(name) })),
    client.invalidateQueries({ queryKey: ['day'] }),
  ]);
}
