import { createFileRoute } from '@tanstack/react-router';
import { OperationList } from '~/features/operations/operation-list';

export const Route = createFileRoute('/_app/operations/')({ component: OperationList });
