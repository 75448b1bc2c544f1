import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { allOf } from '~/api/filter';
import { addressOf, type FieldInfo, type RecordTypeInfo, useLabel } from '~/api/record-types';
import type { RecordBase } from '~/api/records';
import type { ListBody } from '~/features/records/list/record-list-screen';
import { embedName, isWritable, titleOf } from '~/features/records/parts/fields';
import { useSaveRecord } from '~/features/records/save/use-save-record';
import { formatNumber } from '~/lib/format';
import { useMediaQuery } from '~/lib/media';
import { type BoardColumn, BoardSkeleton, ColumnTabs, KanbanBoard } from '~/ui/kanban';
import { ErrorState } from '~/ui/states';
import { BoardCardView, CARD_HEIGHT } from './board-card-view';
import { boardQuery, type CardColumn, columnOfRow, columnsOfBoard, conditionOf } from './board-cards';
import { FIRST_CARDS, MOST_CARDS, NONE } from './board-cards';

interface BoardViewProps {
  type: RecordTypeInfo;
  /** The choice whose values are the columns. */
  field: FieldInfo;
  /** What a card shows below its name. */
  cardFields: readonly FieldInfo[];
  body: ListBody;
}

/** Records of a type of the company as cards in columns by one of their choices; moving a card writes the choice. */
export default function BoardView({ type, field, cardFields, body: { params, peekRecord } }: BoardViewProps) {
  const { t } = useTranslation('board');
  const label = useLabel();
  const isNarrow = useMediaQuery('(max-width: 767px)');
  const frame = useRef<HTMLDivElement>(null);
  const [limit, setLimit] = useState(FIRST_CARDS);
  const include = cardFields.map(embedName).filter(Boolean).join(',') || undefined;
  const { data: board, error, refetch } = useQuery(boardQuery(type.resource, field, { ...params, include, limit }));
  const save = useSaveRecord(type.name);
  const nameOf = useCallback((row: RecordBase) => titleOf(type, row), [type]);
  const renderCard = useCallback((row: RecordBase) => <BoardCardView row={row} fields={cardFields} />, [cardFields]);
  const found = useMemo(() => (board ? columnsOfBoard(board, field) : []), [board, field]);

  if (error && !board) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!board) return <BoardSkeleton cardHeight={CARD_HEIGHT} />;

  const showAll = (column: CardColumn) =>
    column.hasMore && limit === MOST_CARDS ? (
      <Link
        to={addressOf(type) as '/'}
        search={{ filter: allOf(params.filter, conditionOf(field, column.id)) } as never}
        className="text-accent-soft-foreground underline"
      >
        {t('showAll', { shown: formatNumber(column.cards.length), all: formatNumber(column.count) })}
      </Link>
    ) : undefined;
  const columns = found
    // Who has no choice yet waits in front; an empty waiting room would only take the place of a column.
    .filter((column) => column.id !== NONE || column.count > 0)
    .map((column): BoardColumn<RecordBase> => {
      const choice = field.choices?.find(({ value }) => value === column.id);
      return {
        id: column.id,
        name: choice ? label(choice.label) : t('none'),
        count: column.count,
        items: column.cards,
        hasMore: column.hasMore && limit < MOST_CARDS,
        summary: showAll(column),
        ...(choice ? {} : { color: 'var(--muted)' }),
      };
    });
  const move = (id: string, columnId: string) => {
    const row = board.data.find((candidate) => candidate.id === id);
    if (row && columnOfRow(row, field) !== columnId)
      void save(row, { [field.name]: columnId === NONE ? null : columnId });
  };

  return (
    <div className="flex h-full min-h-0 flex-col gap-2" ref={frame}>
      {isNarrow ? <ColumnTabs label={t('columns')} frame={frame} columns={columns} /> : null}
      <div className="min-h-0 grow">
        <KanbanBoard
          label={t('label', { type: label({ fa: type.labels.fa.many, en: type.labels.en.many }) })}
          columns={columns}
          itemId={idOf}
          itemName={nameOf}
          cardHeight={CARD_HEIGHT}
          canMove={type.actions.edit === true && isWritable(field)}
          onMove={move}
          onOpen={peekRecord}
          onLoadMore={() => setLimit(MOST_CARDS)}
          renderCard={renderCard}
        />
      </div>
    </div>
  );
}

const idOf = (row: RecordBase) => row.id;
