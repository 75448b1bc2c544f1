import { CheckCheck, FilterX, Group, Inbox, Lock, Plus, Upload } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Filter } from '~/api/filter';
import { ProblemError } from '~/api/problem';
import type { FieldInfo } from '~/api/record-types';
import { Button, LinkButton } from '~/ui/button';
import { describeFilter } from '~/ui/filter/describe-filter';
import { EmptyState, ErrorState } from '~/ui/states';

/** A list that a choice of its screen keeps small. */
export interface NarrowedList {
  /** What its being empty means: «کار بازی برای شما نمانده است.» */
  title: string;
  /** Says that there may be more elsewhere. */
  text: string;
  /** Name of the wider list. */
  widen: string;
  onWiden: () => void;
}

interface ListEmptyProps {
  error: unknown;
  onRetry: () => void;
  /** Set when the list is too long for the groups that were asked for. */
  onUngroup: (() => void) | undefined;
  /** Name of one record of the type. */
  one: string;
  isFiltered: boolean;
  /** What hides the rest. */
  filter: Filter | undefined;
  fields: readonly FieldInfo[];
  /** Names of the records that conditions point at, by id. */
  names: ReadonlyMap<string, string>;
  narrowed: NarrowedList | undefined;
  onClear: () => void;
  onCreate: (() => void) | undefined;
  /** Where such records are imported from a file. */
  importHref: string | undefined;
}

/** A list without rows: nothing yet, nothing matches, not allowed, or not loaded. */
export function ListEmpty({
  error,
  onRetry,
  onUngroup,
  one,
  isFiltered,
  filter,
  fields,
  names,
  narrowed,
  onClear,
  onCreate,
  importHref,
}: ListEmptyProps) {
  const { t } = useTranslation('records');
  if (error instanceof ProblemError && error.isForbidden)
    return <EmptyState icon={Lock} title={t('list.forbiddenTitle')} text={t('list.forbiddenText')} />;
  if (error) return <ErrorState error={error} onRetry={onRetry} />;
  if (onUngroup)
    return (
      <EmptyState
        icon={Group}
        title={t('groupBy.tooLong')}
        actions={<Button onPress={onUngroup}>{t('groupBy.none')}</Button>}
      />
    );
  if (isFiltered)
    return (
      <EmptyState
        icon={FilterX}
        title={t('list.noMatchTitle')}
        text={filter ? t('list.hiding', { text: describeFilter(filter, fields, t, names) }) : t('list.noMatchText')}
        actions={<Button onPress={onClear}>{t('list.clearFilter')}</Button>}
      />
    );
  if (narrowed)
    return (
      <EmptyState
        icon={CheckCheck}
        title={narrowed.title}
        text={narrowed.text}
        actions={
          <>
            <Button onPress={narrowed.onWiden}>{narrowed.widen}</Button>
            {onCreate ? (
              <Button variant="ghost" icon={<Plus aria-hidden />} onPress={onCreate}>
                {t('list.new', { type: one })}
              </Button>
            ) : null}
          </>
        }
      />
    );
  return (
    <EmptyState
      icon={Inbox}
      title={t('list.nothingTitle', { type: one })}
      text={t('list.nothingText')}
      actions={
        <>
          {onCreate ? (
            <Button icon={<Plus aria-hidden />} onPress={onCreate}>
              {t('list.new', { type: one })}
            </Button>
          ) : null}
          {importHref ? (
            <LinkButton to={importHref as '/'} icon={<Upload aria-hidden />}>
              {t('list.import')}
            </LinkButton>
          ) : null}
        </>
      }
    />
  );
}
