import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { allOf, type Filter } from '~/api/filter';
import { useStages } from '~/api/pipelines';
import { useCan } from '~/api/session';
import { formatMoneyCompact, formatNumber } from '~/lib/format';
import { useMediaQuery } from '~/lib/media';
import { usePreferences } from '~/lib/preferences';
import { type BoardColumn, type BoardOutcome, BoardSkeleton, ColumnTabs, KanbanBoard } from '~/ui/kanban';
import { ErrorState } from '~/ui/states';
import { useOpportunityActions } from '../outcome/use-opportunity-actions';
import { BoardCardView, CARD_HEIGHT } from './board-card-view';
import { type BoardCard, type BoardStage, boardQuery, findCard, FIRST_CARDS, MOST_CARDS } from './board-data';

/** Places beside the stages: dropping a card there closes it. */
const WON = 'won';
const LOST = 'lost';

interface BoardViewProps {
  pipelineId: string | undefined;
  q: string | undefined;
  filter: Filter | undefined;
  /** Opens a card beside the board. */
  onPeek: (id: string) => void;
}

/** The kanban board of one pipeline. */
export default function BoardView({ pipelineId, q, filter, onPeek }: BoardViewProps) {
  const { t } = useTranslation('opportunities');
  const stages = useStages();
  const canEdit = useCan('opportunity', 'edit');
  const isNarrow = useMediaQuery('(max-width: 767px)');
  const frame = useRef<HTMLDivElement>(null);
  const [limit, setLimit] = useState(FIRST_CARDS);
  const { data: board, error, refetch } = useQuery(boardQuery({ pipelineId, q, filter, limit }));
  const actions = useOpportunityActions();
  usePreferences();
  const renderCard = useCallback(
    (card: BoardCard, stageId: string) => (
      <BoardCardView card={card} rottenAfterDays={stages.get(stageId)?.stage.rottenAfterDays ?? null} />
    ),
    [stages],
  );

  if (error && !board) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!board) return <BoardSkeleton cardHeight={CARD_HEIGHT} />;

  const move = (cardId: string, targetId: string, afterId: string | undefined) => {
    const found = findCard(board, cardId);
    if (!found) return;
    const subject = { id: cardId, version: found.card.version, name: found.card.name, stageId: found.stageId };
    if (targetId === WON) actions.win(subject);
    else if (targetId === LOST) actions.lose(subject);
    else actions.move(subject, targetId, afterId);
  };
  const columns: Array<BoardColumn<BoardCard>> = board.columns.map((stage) => ({
    id: stage.stageId,
    name: stage.name,
    count: stage.count,
    items: stage.cards,
    hasMore: stage.hasMore && limit < MOST_CARDS,
    summary: <StageSummary stage={stage} pipelineId={board.pipelineId} filter={filter} />,
  }));
  const outcomes: BoardOutcome[] = [
    { id: WON, name: t('board.won'), color: 'var(--success)', hint: t('board.wonHint') },
    { id: LOST, name: t('board.lost'), color: 'var(--danger)', hint: t('board.lostHint') },
  ];

  return (
    <div className="flex h-full min-h-0 flex-col gap-2" ref={frame}>
      {isNarrow ? <ColumnTabs label={t('board.stages')} frame={frame} columns={columns} /> : null}
      <div className="min-h-0 grow">
        <KanbanBoard
          label={t('board.label')}
          columns={columns}
          outcomes={outcomes}
          itemId={idOf}
          itemName={nameOf}
          cardHeight={CARD_HEIGHT}
          canMove={canEdit}
          onMove={move}
          onOpen={(card) => onPeek(card.id)}
          onLoadMore={() => setLimit(MOST_CARDS)}
          renderCard={renderCard}
        />
      </div>
      {actions.dialog}
    </div>
  );
}

const idOf = (card: BoardCard) => card.id;
const nameOf = (card: BoardCard) => card.name ?? '';

/** Sum and weighted sum of a column; and the way to what does not fit on the board. */
function StageSummary({
  stage,
  pipelineId,
  filter,
}: {
  stage: BoardStage;
  pipelineId: string;
  filter: Filter | undefined;
}) {
  const { t } = useTranslation('opportunities');
  const isCut = stage.hasMore && stage.cards.length >= MOST_CARDS;
  const own: Filter = { field: 'stageId', op: 'eq', value: stage.stageId };
  return (
    <>
      {stage.sum ? (
        <span className="flex flex-wrap gap-x-2">
          <span className="font-medium text-foreground">{formatMoneyCompact(stage.sum)}</span>
          {stage.weightedSum ? (
            <span>{t('board.weighted', { amount: formatMoneyCompact(stage.weightedSum) })}</span>
          ) : null}
        </span>
      ) : null}
      {isCut ? (
        <Link
          to="/opportunities"
          search={{ mode: 'table', pipeline: pipelineId, filter: allOf(filter, own) }}
          className="text-accent-soft-foreground underline"
        >
          {t('board.showAll', { shown: formatNumber(stage.cards.length), all: formatNumber(stage.count) })}
        </Link>
      ) : null}
    </>
  );
}
