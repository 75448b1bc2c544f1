import { createFileRoute } from '@tanstack/react-router';
import { OrgUnits } from '~/features/admin/org-units';

export const Route = createFileRoute('/_app/admin/org-units')({ component: OrgUnits });
