import { useNavigate } from '@tanstack/react-router';
import { Eye } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { setViewing, type Viewing } from '~/api/viewing';
import { Button } from '~/ui/button';
import { UserText } from '~/ui/text';

/** Reminds that this is the product of somebody else, to look at only, and leads back. */
export default function ViewingBar({ viewing }: { viewing: Viewing }) {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const end = () => {
    setViewing(null);
    void navigate({ to: '/admin/users/$id', params: { id: viewing.user.id } });
  };
  return (
    <section
      aria-label={t('viewing.label')}
      className="flex flex-wrap items-center justify-center gap-x-3 bg-warning-soft px-4 py-1 text-xs text-warning-soft-foreground"
    >
      <span className="inline-flex items-center gap-1.5">
        <Eye aria-hidden className="size-4 shrink-0" />
        <span>
          {t('viewing.as')} <UserText className="font-bold">{viewing.user.fullName}</UserText>
          {t('viewing.onlyLook')}
        </span>
      </span>
      <Button size="sm" variant="ghost" className="text-warning-soft-foreground underline" onPress={end}>
        {t('viewing.end')}
      </Button>
    </section>
  );
}
