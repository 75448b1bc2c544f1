import { createFileRoute } from '@tanstack/react-router';
import { recordQuery } from '~/api/records';
import { textParam } from '~/app/list-search';
import { contactFileQuery } from '~/features/contacts/contact-file';
import { ContactPage } from '~/features/contacts/contact-page';

export const Route = createFileRoute('/_app/contacts/$id')({
  validateSearch: (raw: Record<string, unknown>): { tab?: string } => ({ tab: textParam(raw.tab) }),
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(recordQuery('contacts', params.id));
    void context.queryClient.prefetchQuery(contactFileQuery(params.id));
  },
  component: Contact,
});

function Contact() {
  return <ContactPage id={Route.useParams().id} />;
}
