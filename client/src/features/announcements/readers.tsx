import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import { Card } from '~/ui/card';
import { JalaliInstant, UserText } from '~/ui/text';

interface ReadersAnswer {
  audience: number;
  read: number;
  data: Array<{ id: string; fullName: string; readAt: string }>;
}

/** How many people have read an announcement, and who. */
export function Readers({ id }: { id: string }) {
  const { t } = useTranslation('announcements');
  const { data } = useQuery({
    queryKey: ['records', 'announcements', 'readers', id],
    queryFn: ({ signal }) => api.get<ReadersAnswer>(`/announcements/${id}/readers`, { signal }),
  });
  if (!data) return null;
  return (
    <Card title={t('readers')}>
      <p className="mb-2 text-sm">{t('readOf', { read: data.read, audience: data.audience })}</p>
      {data.data.length === 0 ? <p className="text-sm text-muted">{t('noReader')}</p> : null}
      <ul className="flex flex-col">
        {data.data.map((reader) => (
          <li
            key={reader.id}
            className="flex min-h-9 items-center gap-2 border-b border-hairline text-sm last:border-0"
          >
            <UserText className="grow">{reader.fullName}</UserText>
            <JalaliInstant value={reader.readAt} className="text-xs text-muted" />
          </li>
        ))}
      </ul>
    </Card>
  );
}
