import { createFileRoute } from '@tanstack/react-router';
import { SalesSettingsScreen, salesSettingsSearch } from '~/features/pipelines/sales-settings-screen';

export const Route = createFileRoute('/_app/pipelines/')({
  validateSearch: salesSettingsSearch,
  component: SalesSettingsScreen,
});
