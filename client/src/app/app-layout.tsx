import { Outlet, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionEnded } from '~/api/token';
import { viewing as viewingStore } from '~/api/viewing';
import { jobs } from '~/lib/jobs';
import { useShortcuts } from '~/lib/keyboard';
import { readText, writeText } from '~/lib/storage';
import { useStore } from '~/lib/store';
import { LoadingPage } from '~/ui/skeleton';
import { AnnouncementBanner } from './announcement-banner';
import { BottomBar } from './bottom-bar';
import { OfflineBar } from './offline-bar';
import { SampleBanner } from './sample-banner';
import { SideNav } from './side-nav';
import { TopBar } from './top-bar';
import { useNav } from './use-nav';

const JobTray = lazy(() => import('./job-tray').then((module) => ({ default: module.JobTray })));
const UpdatePrompt = lazy(() => import('./update-prompt').then((module) => ({ default: module.UpdatePrompt })));
const ViewingBar = lazy(() => import('./viewing-bar'));
const Palette = lazy(() => import('./palette'));
const ShortcutMap = lazy(() => import('~/ui/shortcut-map').then((module) => ({ default: module.ShortcutMap })));

/** Everything around a screen of the signed-in product. */
export function AppLayout() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { entries, text } = useNav();
  const [isFolded, setFolded] = useState(readText('nav') === 'folded');
  const hasJobs = useStore(jobs).length > 0;
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const [isMapOpen, setMapOpen] = useState(false);
  const viewing = useStore(viewingStore);
  const hasEnded = useStore(sessionEnded);

  useEffect(() => {
    if (hasEnded) void navigate({ to: '/login', search: { next: location.pathname + location.search, expired: true } });
  }, [hasEnded, navigate]);

  useShortcuts({
    'Mod+KeyK': () => setPaletteOpen(true),
    'Shift+Slash': () => setMapOpen(true),
    ...Object.fromEntries(
      entries
        .filter((entry) => entry.code)
        .map((entry) => [`KeyG ${entry.code}`, () => void navigate({ to: entry.to })]),
    ),
  });

  const fold = (next: boolean) => {
    setFolded(next);
    writeText('nav', next ? 'folded' : null);
  };

  return (
    <div className="flex h-dvh overflow-hidden">
      <a
        href="#main"
        className="sr-only rounded-lg bg-accent px-4 py-2 text-accent-foreground focus:not-sr-only focus:fixed focus:start-4 focus:top-4 focus:z-50"
      >
        {t('nav.skip')}
      </a>
      <SideNav isFolded={isFolded} onFold={fold} />
      <div className="flex min-w-0 grow flex-col">
        <OfflineBar />
        {viewing ? (
          <Suspense fallback={null}>
            <ViewingBar viewing={viewing} />
          </Suspense>
        ) : null}
        <SampleBanner />
        <AnnouncementBanner />
        <TopBar onSearch={() => setPaletteOpen(true)} onShortcuts={() => setMapOpen(true)} />
        <main
          id="main"
          tabIndex={-1}
          data-scroll-restoration-id="main"
          className="min-h-0 min-w-0 grow overflow-y-auto pb-16 outline-none md:pb-0"
        >
          <Suspense fallback={<LoadingPage />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <BottomBar />
      <Suspense fallback={null}>
        {hasJobs ? <JobTray /> : null}
        <UpdatePrompt />
        {isPaletteOpen ? <Palette isOpen onOpenChange={setPaletteOpen} /> : null}
        {isMapOpen ? (
          <ShortcutMap
            isOpen
            onOpenChange={setMapOpen}
            places={entries.flatMap((entry) =>
              entry.code ? [{ id: entry.id, label: text(entry.label), letter: entry.code.replace('Key', '') }] : [],
            )}
          />
        ) : null}
      </Suspense>
    </div>
  );
}
