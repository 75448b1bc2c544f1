import { cn } from '~/lib/cn';
import { stageColor } from './chip';

interface AvatarProps {
  name: string;
  size?: 'sm' | 'md' | 'lg';
  className?: string;
}

const SIZES = { sm: 'size-6 text-2xs', md: 'size-8 text-xs', lg: 'size-12 text-lg' };

/** Up to two initials, parted by a thin gap so that Persian letters do not join. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => [...(word ?? '')][0] ?? '').join('\u200c');
}

/** A person or company by its initials, in a colour that stays with the name. */
export function Avatar({ name, size = 'md', className }: AvatarProps) {
  const hue = [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997, 7);
  return (
    <span
      aria-hidden
      className={cn(
        'inline-grid shrink-0 place-items-center rounded-full font-medium text-foreground select-none',
        SIZES[size],
        className,
      )}
      style={{ background: `color-mix(in oklab, ${stageColor(hue)} 22%, var(--surface))` }}
    >
      {initials(name)}
    </span>
  );
}
