import { createFileRoute } from '@tanstack/react-router';
import { ExplainScreen } from '~/features/admin/access/explain-screen';
import { explainSearch } from '~/features/admin/access/explain-search';

export const Route = createFileRoute('/_app/admin/access')({ validateSearch: explainSearch, component: ExplainScreen });
