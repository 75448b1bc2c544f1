import { AtSign } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useRecordType } from '~/api/record-types';
import { Button } from '~/ui/button';
import { Popover } from '~/ui/popover';
import { RecordPicker } from '~/ui/record-picker';
import { titleOf } from '../parts/fields';

/** Names a colleague in a note, who then hears of it. */
export function MentionPicker({ onPick }: { onPick: (id: string, name: string) => void }) {
  const { t } = useTranslation(['records', 'compose']);
  const type = useRecordType('user');
  if (!type) return null;
  return (
    <Popover
      label={t('compose:mention')}
      className="w-72"
      trigger={
        <Button size="sm" variant="ghost" className="self-start" icon={<AtSign aria-hidden />}>
          {t('compose:mention')}
        </Button>
      }
    >
      {(close) => (
        <RecordPicker
          label={t('compose:mention')}
          type="user"
          value={null}
          onChange={(id, record) => {
            if (!id) return;
            onPick(id, titleOf(type, record));
            close();
          }}
        />
      )}
    </Popover>
  );
}
