import { createFileRoute } from '@tanstack/react-router';
import { ProviderSettings } from '~/features/admin/sign-in/provider';

export const Route = createFileRoute('/_app/admin/provider')({ component: ProviderSettings });
