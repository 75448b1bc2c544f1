import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { type Mention, partsOf } from './mention-text';

/** Text of a comment with its line breaks and the names of those it mentions. */
export function CommentText({ text, mentions }: { text: string; mentions: readonly Mention[] }) {
  const { t } = useTranslation('comments');
  return (
    <p dir="auto" className="text-sm break-words whitespace-pre-line">
      {partsOf(text, mentions).map((part, index) =>
        part.mention ? (
          <span key={index} className="font-medium text-accent-soft-foreground">
            @{part.mention.name ?? t('somebody')}
          </span>
        ) : (
          <Fragment key={index}>{part.text}</Fragment>
        ),
      )}
    </p>
  );
}
