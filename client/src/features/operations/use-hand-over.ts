import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api, newIdempotencyKey } from '~/api/http';
import { notify } from '~/lib/notices';
import { type Operation, operationKeys } from './operation';

/** Begins the handover. */
export function useHandOver(leaver: string, onBegun: (operation: Operation) => void) {
  const { t } = useTranslation('common');
  const client = useQueryClient();
  const [isPending, setPending] = useState(false);
  const handOver = async (body: object): Promise<void> => {
    setPending(true);
    try {
      const operation = await api.post<Operation>(`/users/${leaver}/handover`, body, {
        idempotencyKey: newIdempotencyKey(),
      });
      client.setQueryData(operationKeys.one(operation.id), operation);
      onBegun(operation);
    } catch (error) {
      notify(describeError(error, t), { tone: 'danger' });
    } finally {
      setPending(false);
    }
  };
  return { handOver, isPending };
}
