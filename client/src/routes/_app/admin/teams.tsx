import { createFileRoute } from '@tanstack/react-router';
import { TeamList } from '~/features/admin/team-list';

export const Route = createFileRoute('/_app/admin/teams')({ component: TeamList });
