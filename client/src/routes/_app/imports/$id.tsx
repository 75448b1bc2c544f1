import { createFileRoute } from '@tanstack/react-router';
import { ImportScreen } from '~/features/imports/import-screen';

export const Route = createFileRoute('/_app/imports/$id')({ component: ImportScreen });
