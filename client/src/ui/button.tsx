import { createLink } from '@tanstack/react-router';
import { LoaderCircle } from 'lucide-react';
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { cn } from '~/lib/cn';
import { Tooltip } from './tooltip';

export type ButtonVariant = 'primary' | 'secondary' | 'outline' | 'ghost' | 'danger' | 'dangerSoft';
export type ButtonSize = 'sm' | 'md' | 'lg';

const VARIANTS = {
  primary: 'primary',
  secondary: 'tertiary',
  outline: 'outline',
  ghost: 'ghost',
  danger: 'danger',
  dangerSoft: 'danger-soft',
} as const;

/** Classes of HeroUI's button. Its component adds only a class composer to React Aria's, so the kit goes without it. */
function buttonClass(variant: ButtonVariant, size: ButtonSize, isIcon = false): string {
  return cn('button shrink-0', `button--${VARIANTS[variant]}`, `button--${size}`, isIcon && 'button--icon-only');
}

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className'> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Shown before the text. */
  icon?: ReactNode;
  children?: ReactNode;
  className?: string;
}

/**
 * A button. One `primary` per screen; the others are `secondary` (default), `outline` or `ghost`. While `isPending` it keeps
 * the focus and takes no presses.
 */
export function Button({
  variant = 'secondary',
  size = 'md',
  icon,
  children,
  className,
  isPending,
  onPress,
  type = 'button',
  ...props
}: ButtonProps) {
  return (
    <AriaButton
      {...props}
      // React Aria's own pending state announces through an element that outlives the button; `aria-busy` says the same.
      aria-busy={isPending || undefined}
      type={isPending ? 'button' : type}
      onPress={isPending ? undefined : onPress}
      className={cn(buttonClass(variant, size), className)}
    >
      {isPending ? <LoaderCircle aria-hidden className="animate-spin" /> : icon}
      {children}
    </AriaButton>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon'> {
  /** What the button does: its accessible name and its tooltip. */
  label: string;
  children: ReactNode;
  /** False where a tooltip would only repeat what is beside it. */
  hasTooltip?: boolean;
}

export function IconButton({
  label,
  children,
  variant = 'ghost',
  size = 'md',
  className,
  hasTooltip = true,
  ...props
}: IconButtonProps) {
  const button = (
    <AriaButton {...props} aria-label={label} className={cn(buttonClass(variant, size, true), className)}>
      {children}
    </AriaButton>
  );
  return hasTooltip ? <Tooltip text={label}>{button}</Tooltip> : button;
}

interface AnchorProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
  ref?: Ref<HTMLAnchorElement>;
}

function ButtonAnchor({ variant = 'secondary', size = 'md', icon, children, className, ...props }: AnchorProps) {
  return (
    <a {...props} className={cn(buttonClass(variant, size), className)}>
      {icon}
      {children}
    </a>
  );
}

/** A link of the router that looks like a button. */
export const LinkButton = createLink(ButtonAnchor);
