import { createFileRoute } from '@tanstack/react-router';
import { SalesSettingsScreen } from '~/features/pipelines/sales-settings-screen';
import { salesSettingsSearch } from '~/features/pipelines/sales-settings-search';

export const Route = createFileRoute('/_app/pipelines/')({
  validateSearch: salesSettingsSearch,
  component: SalesSettingsScreen,
});
