import { createFileRoute } from '@tanstack/react-router';
import { reportSearch } from '~/features/sales-reports/report-search';
import { SalesReportsScreen } from '~/features/sales-reports/sales-reports-screen';

export const Route = createFileRoute('/_app/sales-reports/')({
  validateSearch: reportSearch,
  component: SalesReportsScreen,
});
