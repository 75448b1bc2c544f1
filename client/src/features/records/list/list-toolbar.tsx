import type { ReactNode } from 'react';
import { useMediaQuery } from '~/lib/media';

interface ListToolbarProps {
  /** The saved views. */
  views: ReactNode;
  search: ReactNode;
  /** Buttons for the form of the list: columns, density, export. */
  tools: ReactNode;
  /** The conditions and their buttons. */
  filters: ReactNode;
  /** Choices of the screen's own, before the conditions. */
  above?: ReactNode;
}

/** What stands over the rows: two lines on a wide screen; on a phone the search and one strip to push sideways. */
export function ListToolbar({ views, search, tools, filters, above }: ListToolbarProps) {
  const isNarrow = useMediaQuery('(max-width: 767px)');
  if (isNarrow)
    return (
      <div className="flex flex-col gap-2">
        <div className="flex items-center gap-1">
          {search}
          {tools}
        </div>
        <div className="-mx-3 flex items-center gap-2 overflow-x-auto px-3 py-0.5 [scrollbar-width:none] *:shrink-0 [&_*]:flex-nowrap">
          {views}
          {above}
          {filters}
        </div>
      </div>
    );
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {views}
        <div className="ms-auto flex items-center gap-1">
          {search}
          {tools}
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {above}
        {filters}
      </div>
    </>
  );
}
