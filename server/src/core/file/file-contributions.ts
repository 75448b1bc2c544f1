import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';

/** Whose timeline is read: any record that activities, notes and files can be about. */
export interface TimelineSubject {
  /** Name of its record type. */
  readonly type: string;
  readonly id: string;
  /** Fields whose change is worth telling; none of a type that says nothing. */
  readonly told?: readonly string[];
}

/** Whose file is read. */
export interface FileSubject extends TimelineSubject {
  readonly type: 'account' | 'contact';
}

/** A part of the file that a module knows: open opportunities and their sum, contracts, tickets. */
export interface FileSection {
  /** Key in `sections` of the answer: the name of the module. */
  readonly name: string;
  /** Few statements, each led by an index on the subject; undefined when the caller may not see any of it. */
  read(uow: UnitOfWork, subject: FileSubject): Promise<object | undefined>;
}

/** Something that happened, in the timeline of a subject. */
export interface TimelineItem {
  /** Of the source that it comes from: `activity`, `note`, `change`, … */
  readonly kind: string;
  readonly id: string;
  readonly at: string;
  readonly actorId: string | null;
  readonly data: object;
}

/** Where a page of the timeline ended. */
export interface TimelinePosition {
  readonly at: string;
  readonly id: string;
  /** How this source stands to the item at the position: items of the same instant come after it, or not any more. */
  readonly ties: 'same' | 'after' | 'before';
}

/** Gives items of one kind, the latest first. */
export interface TimelineSource {
  readonly kind: string;
  /** Up to `limit` items after `position`, the latest first; ids break ties, the greater first. */
  page(
    uow: UnitOfWork,
    subject: TimelineSubject,
    position: TimelinePosition | undefined,
    limit: number,
  ): Promise<TimelineItem[]>;
}

/** What the modules add to the file of a customer; they register when they start, and core knows none of them. */
@Injectable()
export class FileContributions {
  readonly sections: FileSection[] = [];
  readonly sources: TimelineSource[] = [];

  addSection(section: FileSection): void {
    this.sections.push(section);
  }

  /** Sources of one instant follow each other in the order of registration. */
  addSource(source: TimelineSource): void {
    if (this.sources.some(({ kind }) => kind === source.kind))
      throw new Error(`timeline source ${source.kind} is there already`);
    this.sources.push(source);
  }
}

/**
 * The condition for the items of a source after `position`, with `at` and `id` as its columns; bound from `$first`.
 * `{ sql: '', values: [] }` for the first page.
 */
export function afterPosition(
  at: string,
  id: string,
  position: TimelinePosition | undefined,
  first: number,
): { sql: string; values: string[] } {
  if (!position) return { sql: '', values: [] };
  const [atParam, idParam] = [`$${first}::timestamptz`, `$${first + 1}::uuid`];
  if (position.ties === 'same')
    return { sql: ` and (${at}, ${id}) < (${atParam}, ${idParam})`, values: [position.at, position.id] };
  return { sql: ` and ${at} ${position.ties === 'after' ? '<=' : '<'} ${atParam}`, values: [position.at] };
}
