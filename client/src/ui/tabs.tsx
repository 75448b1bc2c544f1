import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';
import { cn } from '~/lib/cn';
import { formatNumber } from '~/lib/format';

export interface TabItem {
  id: string;
  label: string;
  count?: number;
  content?: ReactNode;
}

interface TabsProps {
  label: string;
  items: readonly TabItem[];
  selected: string;
  onSelect: (id: string) => void;
  /** Panel of whichever tab is chosen, for items without a `content` of their own. */
  children?: ReactNode;
  className?: string;
}

/** Tabs whose choice belongs to the caller, usually to the address bar. Only the chosen panel is drawn. */
export function Tabs({ label, items, selected, onSelect, children, className }: TabsProps) {
  return (
    <AriaTabs
      selectedKey={selected}
      onSelectionChange={(key) => onSelect(String(key))}
      className={cn('flex min-w-0 flex-col', className)}
    >
      <TabList
        aria-label={label}
        className="flex gap-1 overflow-x-auto border-b border-hairline [scrollbar-width:none]"
      >
        {items.map((item) => (
          <Tab
            key={item.id}
            id={item.id}
            className="-mb-px flex min-h-10 shrink-0 cursor-pointer items-center gap-1.5 border-b-2 border-transparent px-3 text-sm text-muted outline-none data-[focus-visible]:rounded-lg data-[focus-visible]:outline-2 data-[focus-visible]:-outline-offset-2 data-[focus-visible]:outline-focus data-[hovered]:text-foreground data-[selected]:border-accent data-[selected]:font-medium data-[selected]:text-foreground"
          >
            {item.label}
            {item.count === undefined ? null : (
              <span className="rounded-full bg-default px-1.5 text-2xs text-default-foreground">
                {formatNumber(item.count)}
              </span>
            )}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => {
        const content = item.content ?? children;
        return (
          <TabPanel key={item.id} id={item.id} className={content ? 'min-h-0 grow pt-4 outline-none' : 'outline-none'}>
            {content}
          </TabPanel>
        );
      })}
    </AriaTabs>
  );
}
