import { createFileRoute } from '@tanstack/react-router';
import { Invitation } from '~/app/invitation';

export const Route = createFileRoute('/invitation')({ component: Invitation });
