import { useTranslation } from 'react-i18next';
import { fieldOf, labelText, useRecordType } from '~/api/record-types';
import { formatMoneyCompact, formatNumber } from '~/lib/format';
import { Chip } from '~/ui/chip';
import { type Lead, type ScoreReason, scoreTone } from './lead';

/** The score as a number in its colour, for lists. */
export function ScoreChip({ score }: { score: number }) {
  return <Chip tone={scoreTone(score)}>{formatNumber(score)}</Chip>;
}

const FILL = { success: 'var(--success)', warning: 'var(--warning)', neutral: 'var(--muted)' } as const;

/** The score and what it is made of: one bar of a hundred points, and its parts by weight. */
export function ScorePicture({ lead }: { lead: Pick<Lead, 'score' | 'scoreReasons'> }) {
  const { t } = useTranslation('leads');
  const words = useReasonWords();
  const most = Math.max(1, ...lead.scoreReasons.map((reason) => Math.abs(reason.points)));
  const color = FILL[scoreTone(lead.score)];
  return (
    <figure className="m-0">
      <figcaption className="flex items-baseline gap-2">
        <span className="text-2xl font-bold">{formatNumber(lead.score)}</span>
        <span className="text-xs text-muted">{t('score.of')}</span>
        <span className="ms-auto text-sm font-medium">{t(`score.${scoreTone(lead.score)}`)}</span>
      </figcaption>
      <div aria-hidden className="mt-1 h-2 overflow-hidden rounded-full bg-surface-tertiary">
        <div className="h-full rounded-full" style={{ width: `${lead.score}%`, background: color }} />
      </div>
      {lead.scoreReasons.length === 0 ? (
        <p className="mt-3 text-sm text-muted">{t('score.none')}</p>
      ) : (
        <ul className="mt-3 flex flex-col gap-1">
          {lead.scoreReasons.map((reason) => (
            <li key={reason.reason} className="grid min-h-7 grid-cols-[1fr_5rem_2.5rem] items-center gap-2 text-xs">
              <span className="truncate" title={words(reason)}>
                {words(reason)}
              </span>
              <span aria-hidden className="h-2 rounded-full bg-surface-tertiary">
                <span
                  className="block h-full rounded-full"
                  style={{
                    width: `${(Math.abs(reason.points) / most) * 100}%`,
                    background: reason.points < 0 ? 'var(--danger)' : color,
                  }}
                />
              </span>
              <span className="text-end font-medium">
                {reason.points > 0 ? '+' : '−'}
                {formatNumber(Math.abs(reason.points))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </figure>
  );
}

function useReasonWords(): (reason: ScoreReason) => string {
  const { t } = useTranslation('leads');
  const source = fieldOf(useRecordType('lead'), 'source');
  return ({ reason, value }) => {
    if (reason === 'source')
      return t('score.reasons.source', {
        value: labelText(source?.choices?.find((choice) => choice.value === value)?.label) || value,
      });
    if (reason === 'estimatedAmount')
      return t('score.reasons.estimatedAmount', {
        value: formatMoneyCompact({ amount: value ?? '0', currency: 'IRR' }),
      });
    return t(`score.reasons.${reason}`, { defaultValue: reason });
  };
}
