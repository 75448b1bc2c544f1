import { createFileRoute } from '@tanstack/react-router';
import { activitySearch } from '~/features/activities/activity';
import { ActivityList } from '~/features/activities/activity-list';

export const Route = createFileRoute('/_app/activities/')({ validateSearch: activitySearch, component: ActivityList });
