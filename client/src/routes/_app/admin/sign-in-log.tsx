import { createFileRoute } from '@tanstack/react-router';
import { SignInLog } from '~/features/admin/sign-in/sign-in-log';

export const Route = createFileRoute('/_app/admin/sign-in-log')({ component: SignInLog });
