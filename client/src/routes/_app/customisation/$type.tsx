import { createFileRoute } from '@tanstack/react-router';
import { typeSearch } from '~/features/customisation/search';
import { TypeScreen } from '~/features/customisation/types/type-screen';

export const Route = createFileRoute('/_app/customisation/$type')({
  validateSearch: typeSearch,
  component: TypeScreen,
});
