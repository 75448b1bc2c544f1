import { createFileRoute } from '@tanstack/react-router';
import { OperationScreen } from '~/features/operations/operation-screen';

export const Route = createFileRoute('/_app/operations/$id')({ component: OperationScreen });
