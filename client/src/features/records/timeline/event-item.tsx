import type { ReactNode } from 'react';
import { fieldOf, type RecordTypeInfo, type Tone } from '~/api/record-types';
import type { TimelineItem } from '~/ui/timeline';
import { UserText } from '~/ui/text';
import { FieldValue } from '~/ui/field-value';
import { LooseValue } from '../parts/record-value';
import { MentionText } from '../work/mention-text';
import { KindIcon } from '../work/activity-icons';
import type { TimelineEvent } from './use-timeline';

interface Words {
  /** Text of the `records` area, or of the area that the key names. */
  t: (key: string, values?: Record<string, unknown>) => string;
  label: (label: { fa: string; en: string } | undefined) => string;
  nameOf: (actorId: string | null) => string | undefined;
  typeOf: (name: string) => RecordTypeInfo | undefined;
  onOpenFile: (id: string, name: string) => void;
}

const TONES: Record<string, Tone> = { note: 'warning', call: 'success', meeting: 'accent', task: 'information' };

/** One event of the timeline in words. */
export function eventItem(event: TimelineEvent, words: Words): TimelineItem {
  const kind = event.kind === 'activity' ? String(event.data.type ?? 'task') : event.kind;
  const tone = TONES[kind];
  return {
    id: `${event.kind}-${event.id}`,
    at: event.at,
    icon: <KindIcon kind={kind} />,
    ...(tone ? { tone } : {}),
    actor: words.nameOf(event.actorId),
    ...partsOf(event, kind, words),
  };
}

function partsOf(event: TimelineEvent, kind: string, words: Words): { title: ReactNode; body?: ReactNode } {
  const { data } = event;
  switch (event.kind) {
    case 'activity': {
      const outcome = fieldOf(words.typeOf('activity'), 'outcome');
      return {
        title: (
          <span className="flex flex-wrap items-center gap-x-2">
            <span className="text-muted">{words.t(`kinds.${kind}`)}</span>
            <UserText>{String(data.subject ?? '')}</UserText>
            {outcome && data.outcome ? <FieldValue field={outcome} value={data.outcome} /> : null}
          </span>
        ),
        body: textOf(data.minutes) ?? textOf(data.description),
      };
    }
    case 'note':
      return {
        title: <span className="text-muted">{words.t('kinds.note')}</span>,
        body: <MentionText text={textOf(data.body) ?? ''} />,
      };
    case 'file':
      return {
        title: (
          <span className="flex flex-wrap items-center gap-x-2">
            <span className="text-muted">{words.t('kinds.file')}</span>
            <button
              type="button"
              className="cursor-pointer hover:underline"
              onClick={() => words.onOpenFile(event.id, String(data.name ?? ''))}
            >
              <UserText>{String(data.name ?? '')}</UserText>
            </button>
          </span>
        ),
      };
    case 'change':
      return changeParts(event, words);
    default:
      return { title: <span className="text-muted">{words.t('kinds.other')}</span> };
  }
}

function changeParts({ data }: TimelineEvent, words: Words): { title: ReactNode; body?: ReactNode } {
  const type = words.typeOf(String(data.recordType ?? ''));
  const before = (data.before ?? {}) as Record<string, unknown>;
  const after = (data.after ?? {}) as Record<string, unknown>;
  const fields = Object.keys(after)
    .map((name) => fieldOf(type, name))
    .filter((field) => field !== undefined);
  return {
    title: <span className="text-muted">{words.t(`history:actions.${String(data.action)}`)}</span>,
    ...(fields.length > 0
      ? {
          body: (
            <span className="flex flex-col">
              {fields.map((field) => (
                <span key={field.name} className="flex flex-wrap items-center gap-x-1.5 text-xs">
                  <span className="text-muted">{words.label(field.label)}:</span>
                  <LooseValue field={field} value={before[field.name]} />
                  <span aria-hidden className="rtl:-scale-x-100">
                    →
                  </span>
                  <span className="sr-only">{words.t('history:became')}</span>
                  <LooseValue field={field} value={after[field.name]} />
                </span>
              ))}
            </span>
          ),
        }
      : {}),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
