import { createFileRoute } from '@tanstack/react-router';
import { listSearch } from '~/app/list-search';
import { LeadList } from '~/features/leads/lead-list';

export const Route = createFileRoute('/_app/leads/')({ validateSearch: listSearch, component: LeadList });
