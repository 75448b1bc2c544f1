import { Fragment } from 'react';
import { LinkName } from '../parts/link-name';

const MENTION = /@\[([0-9a-f-]{36})\]/gi;

/** Text of a note, with the names of those it mentions. */
export function MentionText({ text }: { text: string }) {
  return (
    <>
      {text.split(MENTION).map((part, index) =>
        // A split by one group gives text and ids by turns.
        index % 2 === 0 ? (
          <Fragment key={index}>{part}</Fragment>
        ) : (
          <span key={index} className="font-medium text-accent-soft-foreground">
            @<LinkName target="user" id={part} />
          </span>
        ),
      )}
    </>
  );
}
