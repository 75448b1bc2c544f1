import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { Button } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { RecordPicker } from '~/ui/record-picker';
import { RecordsPicker } from '~/ui/records-picker';
import type { Conversation } from './conversation';

interface NewConversationProps {
  onClose: () => void;
  onOpened: (conversation: Conversation) => void;
}

/** With whom to talk: people, or a team of one's own. The same people always come back to the same conversation. */
export default function NewConversation({ onClose, onOpened }: NewConversationProps) {
  const { t } = useTranslation(['conversations', 'common']);
  const client = useQueryClient();
  const [userIds, setUserIds] = useState<string[]>([]);
  const [teamId, setTeamId] = useState<string | null>(null);
  const open = useMutation({
    mutationFn: () => api.post<Conversation>('/conversations', teamId ? { teamId } : { userIds }),
    onSuccess: async (conversation) => {
      await client.invalidateQueries({ queryKey: ['conversations'] });
      onOpened(conversation);
    },
  });
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t('conversations:new')}
      footer={
        <>
          <Button
            variant="primary"
            isPending={open.isPending}
            isDisabled={userIds.length === 0 && !teamId}
            onPress={() => open.mutate()}
          >
            {t('conversations:open')}
          </Button>
          <Button onPress={onClose}>{t('common:actions.cancel')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <RecordsPicker
          label={t('conversations:withPeople')}
          type="user"
          value={userIds}
          onChange={(ids) => {
            setUserIds(ids);
            setTeamId(null);
          }}
        />
        <RecordPicker
          label={t('conversations:withTeam')}
          type="team"
          value={teamId}
          onChange={(id) => {
            setTeamId(id);
            if (id) setUserIds([]);
          }}
        />
        {open.error ? (
          <p role="alert" className="text-sm text-danger">
            {describeError(open.error, t)}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}
