import { createFileRoute } from '@tanstack/react-router';
import { listSearch } from '~/app/list-search';
import { ContactList } from '~/features/contacts/contact-list';

export const Route = createFileRoute('/_app/contacts/')({ validateSearch: listSearch, component: ContactList });
