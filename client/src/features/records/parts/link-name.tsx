import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { addressOf, useRecordType } from '~/api/record-types';
import { type RecordBase, recordQuery } from '~/api/records';
import { SkeletonBlock } from '~/ui/skeleton';
import { Blank, UserText } from '~/ui/text';
import { titleOf } from './fields';

/** Types that have a page of their own to go to. */
const PAGES = new Set(['account', 'contact', 'lead', 'opportunity']);

interface LinkNameProps {
  /** Record type that the link points at. */
  target: string | undefined;
  id: string | null | undefined;
  /** The record itself, when it came along. */
  known?: RecordBase | undefined;
  /** Leads to the page of the record, where there is one. */
  isLink?: boolean;
  className?: string;
}

/** Name of a linked record; asked for when it did not come along. One that the reader may not see stays a dash. */
export function LinkName({ target, id, known, isLink = false, className }: LinkNameProps) {
  const type = useRecordType(target ?? '');
  const asked = useQuery({
    ...recordQuery(type?.resource ?? '', id ?? ''),
    enabled: Boolean(id && type && !known),
    staleTime: 5 * 60_000,
    retry: false,
  });
  if (!id) return <Blank />;
  const record = known ?? asked.data;
  if (!record) return asked.isLoading ? <SkeletonBlock className="inline-block h-3.5 w-20" /> : <Blank />;
  const name = <UserText className={className ?? ''}>{titleOf(type, record)}</UserText>;
  if (!isLink || !type || !(type.company || PAGES.has(type.name))) return name;
  return (
    <Link to={`${addressOf(type)}/${id}` as '/'} className="hover:underline">
      {name}
    </Link>
  );
}
