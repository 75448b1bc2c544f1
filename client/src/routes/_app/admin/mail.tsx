import { createFileRoute } from '@tanstack/react-router';
import { MailSettings } from '~/features/admin/sign-in/mail';

export const Route = createFileRoute('/_app/admin/mail')({ component: MailSettings });
