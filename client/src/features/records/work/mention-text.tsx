import { Fragment } from 'react';
import { partsOf } from '../comments/mention-text';
import { LinkName } from '../parts/link-name';

/** Text of a note, with the names of those it mentions; they are asked for one by one. */
export function MentionText({ text }: { text: string }) {
  return (
    <>
      {partsOf(text, []).map((part, index) =>
        part.mention ? (
          <span key={index} className="font-medium text-accent-soft-foreground">
            @<LinkName target={part.mention.type} id={part.mention.id} />
          </span>
        ) : (
          <Fragment key={index}>{part.text}</Fragment>
        ),
      )}
    </>
  );
}
