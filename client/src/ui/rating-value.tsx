import { Star } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cn } from '~/lib/cn';
import { formatNumber } from '~/lib/format';

/** A rating as stars, the given ones filled. `max` is the number of all. */
export default function RatingValue({ value, max }: { value: number; max: number }) {
  const { t } = useTranslation();
  return (
    <span
      role="img"
      aria-label={t('rating.of', { value: formatNumber(value), max: formatNumber(max) })}
      className="inline-flex shrink-0 items-center gap-px align-middle"
    >
      {Array.from({ length: max }, (_, index) => (
        <Star
          key={index}
          aria-hidden
          className={cn('size-3.5', index < value ? 'fill-warning text-warning' : 'text-border')}
        />
      ))}
    </span>
  );
}
