import { preferences } from './preferences';

const prefersDark = () => matchMedia('(prefers-color-scheme: dark)');

function applyTheme(): void {
  const { theme } = preferences.get();
  const dark = theme === 'dark' || (theme === 'system' && prefersDark().matches);
  document.documentElement.classList.toggle('dark', dark);
}

/** Keeps the `dark` class of the page in step with the chosen theme and, for «system», with the device. */
export function followTheme(): () => void {
  applyTheme();
  const query = prefersDark();
  query.addEventListener('change', applyTheme);
  const stop = preferences.subscribe(applyTheme);
  return () => {
    query.removeEventListener('change', applyTheme);
    stop();
  };
}
