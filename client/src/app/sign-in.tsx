import { Building2, Filter, ShieldCheck } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type SignInStep, stepOfHash } from '~/api/sign-in';
import { SkeletonBlock } from '~/ui/skeleton';
import { Logo } from './logo';
import { SignInForm } from './sign-in-form';

const SignInSteps = lazy(() => import('./sign-in-steps').then((module) => ({ default: module.SignInSteps })));

const POINTS = [
  { id: 'one', icon: Building2 },
  { id: 'two', icon: Filter },
  { id: 'three', icon: ShieldCheck },
] as const;

interface SignInProps {
  next: string;
  hasExpired: boolean;
  /** Code of what went wrong at the provider. */
  fault: string | undefined;
}

/** The door: name and password, and whatever step is left after them. */
export function SignIn({ next, hasExpired, fault }: SignInProps) {
  const { t } = useTranslation('auth');
  const [arrived] = useState(() => stepOfHash(window.location.hash));
  const [step, setStep] = useState<SignInStep | null>(arrived);
  return (
    <SignInFrame
      title={t(step ? `steps.${step.step}.title` : 'title')}
      text={t(step ? `steps.${step.step}.text` : 'subtitle')}
    >
      {step ? (
        <Suspense fallback={<SkeletonBlock className="h-40 rounded-xl" />}>
          <SignInSteps step={step} next={arrived?.next ?? next} onStep={setStep} />
        </Suspense>
      ) : (
        <SignInForm next={next} hasExpired={hasExpired} fault={fault} onStep={setStep} />
      )}
    </SignInFrame>
  );
}

/** The screen of whoever is not signed in: what is to be done beside a picture of the product. */
export function SignInFrame({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  const { t } = useTranslation('auth');
  return (
    <main className="grid min-h-dvh bg-background lg:grid-cols-[minmax(26rem,5fr)_7fr]">
      <section className="flex flex-col justify-center px-6 py-10 sm:px-14">
        <div className="mx-auto w-full max-w-sm">
          <Logo className="mb-6 size-12" />
          <h1 className="text-2xl font-bold">{title}</h1>
          <p className="mb-8 text-sm text-muted">{text}</p>
          {children}
        </div>
      </section>
      <aside className="relative hidden overflow-hidden bg-[oklch(0.36_0.13_266)] text-white lg:flex lg:flex-col lg:justify-end">
        <LinkPattern />
        <div className="relative p-14">
          <p className="mb-8 max-w-md text-2xl leading-relaxed font-bold text-balance">{t('quote')}</p>
          <ul className="flex flex-col gap-4">
            {POINTS.map(({ id, icon: Icon }) => (
              <li key={id} className="flex items-center gap-3 text-sm text-white/90">
                <span className="grid size-9 place-items-center rounded-lg bg-white/12">
                  <Icon aria-hidden className="size-[1.125rem]" />
                </span>
                {t(`points.${id}`)}
              </li>
            ))}
          </ul>
        </div>
      </aside>
    </main>
  );
}

/** Linked rings, as in the logo, spread quietly over the panel. */
function LinkPattern() {
  return (
    <svg aria-hidden className="absolute inset-0 size-full" preserveAspectRatio="xMidYMid slice" viewBox="0 0 800 900">
      <defs>
        <pattern id="links" width="160" height="120" patternUnits="userSpaceOnUse" patternTransform="rotate(-18)">
          <g fill="none" stroke="white" strokeOpacity="0.09" strokeWidth="10" strokeLinecap="round">
            <path d="M84 36h16a24 24 0 0 1 0 48H76" />
            <path d="M60 84H44a24 24 0 0 1 0-48h24" />
            <path d="M60 60h24" />
          </g>
        </pattern>
        <radialGradient id="glow" cx="0.2" cy="0.15" r="0.9">
          <stop offset="0" stopColor="white" stopOpacity="0.2" />
          <stop offset="1" stopColor="white" stopOpacity="0" />
        </radialGradient>
      </defs>
      <rect width="800" height="900" fill="url(#links)" />
      <rect width="800" height="900" fill="url(#glow)" />
    </svg>
  );
}
