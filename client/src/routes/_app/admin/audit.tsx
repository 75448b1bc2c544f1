import { createFileRoute } from '@tanstack/react-router';
import { AuditScreen } from '~/features/admin/audit/audit-screen';

export const Route = createFileRoute('/_app/admin/audit')({ component: AuditScreen });
