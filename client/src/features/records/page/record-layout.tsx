import type { ReactNode } from 'react';
import { ConflictHost } from '../save/conflict-host';

interface RecordLayoutProps {
  header: ReactNode;
  /** Start column: facts, people, relations. */
  aside: ReactNode;
  /** Main column: composer, next step, timeline and lists. */
  children: ReactNode;
}

/** A record's page: head above, facts at the start, work in the middle; one column on phones, work before facts. */
export function RecordLayout({ header, aside, children }: RecordLayoutProps) {
  return (
    <div className="mx-auto flex w-full max-w-7xl flex-col gap-4 p-3 md:p-5">
      {header}
      <div className="flex flex-col gap-4 lg:flex-row lg:items-start">
        <div className="order-1 flex min-w-0 grow flex-col gap-4 lg:order-2">{children}</div>
        <aside className="order-2 flex w-full shrink-0 flex-col gap-4 lg:order-1 lg:w-88">{aside}</aside>
      </div>
      <ConflictHost />
    </div>
  );
}
