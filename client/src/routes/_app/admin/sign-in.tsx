import { createFileRoute } from '@tanstack/react-router';
import { SignInRules } from '~/features/admin/sign-in/sign-in-rules';

export const Route = createFileRoute('/_app/admin/sign-in')({ component: SignInRules });
