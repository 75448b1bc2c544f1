import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Combine } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import { type RecordTypeInfo, useLabel, useRecordType, useRecordTypes } from '~/api/record-types';
import { Page } from '~/app/page';
import { formatNumber } from '~/lib/format';
import { Button, LinkButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { SkeletonText } from '~/ui/skeleton';
import { EmptyState, ErrorState } from '~/ui/states';
import { JalaliInstant, UserText } from '~/ui/text';
import { titleOf } from '../records/parts/fields';
import { RecordValue } from '../records/parts/record-value';
import { choicesOf, firstChoice, firstInto, valueOf } from './merge-choice';
import { MergeRow } from './merge-table';
import type { MergeSide } from './types';
import { useMerge } from './use-merge';

/** Records side by side, to be made one. */
export function MergeScreen() {
  const { t } = useTranslation('merging');
  const { type: name = '', ids = '' } = useSearch({ strict: false }) as { type?: string; ids?: string };
  const type = useRecordType(name);
  const sides = useQuery({
    queryKey: ['merge-preview', name, ids],
    enabled: Boolean(type && ids),
    retry: false,
    queryFn: ({ signal }) =>
      api.get<{ data: MergeSide[] }>(`/${type?.resource}/merge-preview`, { query: { ids }, signal }),
  });
  return (
    <Page title={t('mergeTitle')}>
      {sides.error ? (
        <ErrorState error={sides.error} onRetry={() => void sides.refetch()} />
      ) : !name || !ids ? (
        <EmptyState icon={Combine} title={t('nothingChosen')} />
      ) : type && sides.data ? (
        <MergeForm key={ids} type={type} sides={sides.data.data} />
      ) : (
        <SkeletonText lines={8} />
      )}
    </Page>
  );
}

function MergeForm({ type, sides }: { type: RecordTypeInfo; sides: readonly MergeSide[] }) {
  const { t } = useTranslation('merging');
  const label = useLabel();
  const types = useRecordTypes();
  const navigate = useNavigate();
  const merge = useMerge(type);
  const records = sides.map(({ record }) => record);
  const choices = choicesOf(type, records);
  const [into, setInto] = useState(() => firstInto(sides) ?? '');
  const [fields, setFields] = useState(() => firstChoice(choices, into));
  const names = new Map(records.map((record) => [record.id, titleOf(type, record)]));
  const stay = (id: string) => {
    setInto(id);
    setFields(firstChoice(choices, id));
  };
  const manyOf = (recordType: string) => {
    const known = types.find((one) => one.name === recordType);
    return known ? label({ fa: known.labels.fa.many, en: known.labels.en.many }) : recordType;
  };
  const moving = new Map<string, number>();
  for (const { record, children } of sides)
    if (record.id !== into)
      for (const { recordType, count } of children) moving.set(recordType, (moving.get(recordType) ?? 0) + count);
  const submit = async () => {
    await merge.mutateAsync({ ids: records.map(({ id }) => id), into, fields });
    await navigate({ to: `/${type.resource}/${into}` as '/' });
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void submit().catch(() => undefined);
      }}
    >
      <Card title={t('choose')}>
        <MergeRow
          name="into"
          label={t('stays')}
          isHead
          chosen={into}
          onChoose={stay}
          cells={sides.map(({ record, children }) => ({
            id: record.id,
            of: names.get(record.id) ?? '',
            content: (
              <>
                <UserText className="block">{names.get(record.id)}</UserText>
                <span className="block text-xs font-normal text-muted">
                  {t('made')} <JalaliInstant value={record.createdAt} />
                </span>
                <span className="block text-xs font-normal text-muted">
                  {children.length === 0
                    ? t('noChildren')
                    : children
                        .map(({ recordType, count }) => `${manyOf(recordType)}: ${formatNumber(count)}`)
                        .join('، ')}
                </span>
              </>
            ),
          }))}
        />
        {choices.length === 0 ? <p className="py-3 text-sm text-muted">{t('noDifference')}</p> : null}
        {choices.map(({ field }) => (
          <MergeRow
            key={field.name}
            name={field.name}
            label={label(field.label)}
            chosen={fields[field.name] ?? into}
            onChoose={(id) => setFields((now) => ({ ...now, [field.name]: id }))}
            cells={records.map((record) => ({
              id: record.id,
              of: names.get(record.id) ?? '',
              content: <RecordValue row={{ ...record, [field.name]: valueOf(record, field) }} field={field} />,
            }))}
          />
        ))}
      </Card>
      <p className="text-sm text-muted">
        {moving.size === 0
          ? t('nothingMoves')
          : t('moves', {
              what: [...moving]
                .map(([recordType, count]) => `${manyOf(recordType)}: ${formatNumber(count)}`)
                .join('، '),
            })}{' '}
        {t('wayBack')}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" icon={<Combine aria-hidden />} isPending={merge.isPending}>
          {t('merge', { count: records.length })}
        </Button>
        <LinkButton variant="ghost" to="/duplicates" search={{ type: type.name }}>
          {t('back')}
        </LinkButton>
      </div>
    </form>
  );
}
