import type { ReactNode } from 'react';
import { cn } from '~/lib/cn';

interface Cell {
  id: string;
  content: ReactNode;
  /** Says of whom the cell is, for those who don't see the columns. */
  of: string;
}

interface MergeRowProps {
  name: string;
  label: string;
  cells: readonly Cell[];
  chosen: string;
  onChoose: (id: string) => void;
  isHead?: boolean;
}

/** One choice among records side by side: arrow keys move within it, as in any group of radio buttons. */
export function MergeRow({ name, label, cells, chosen, onChoose, isHead }: MergeRowProps) {
  return (
    <fieldset className="border-b border-hairline py-2 last:border-b-0 md:flex md:items-stretch md:gap-2">
      <legend className="text-xs font-medium text-muted md:float-start md:w-40 md:shrink-0 md:py-2">{label}</legend>
      <div className="mt-1 grid grow gap-2 md:mt-0 md:auto-cols-fr md:grid-flow-col">
        {cells.map(({ id, content, of }) => (
          <label
            key={id}
            className={cn(
              'flex min-h-10 min-w-0 cursor-pointer items-start gap-2 rounded-lg border px-3 py-2 text-sm has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-focus',
              chosen === id ? 'border-accent bg-accent-soft' : 'border-hairline',
              isHead && 'font-medium',
            )}
          >
            <input
              type="radio"
              name={name}
              value={id}
              checked={chosen === id}
              onChange={() => onChoose(id)}
              aria-label={`${label}: ${of}`}
              className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
            />
            <span className="min-w-0 grow break-words">{content}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
