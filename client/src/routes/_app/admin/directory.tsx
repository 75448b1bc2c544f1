import { createFileRoute } from '@tanstack/react-router';
import { DirectorySettings } from '~/features/admin/sign-in/directory';

export const Route = createFileRoute('/_app/admin/directory')({ component: DirectorySettings });
