// Runs before the first paint, so that the page never flashes in the wrong theme or direction.
// A file of its own because the content security policy allows no inline script.
(() => {
  const read = (key) => {
    try {
      return localStorage.getItem(`peyvand.${key}`);
    } catch {
      return null;
    }
  };
  const root = document.documentElement;
  const theme = read('theme');
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.classList.toggle('dark', dark);
  if (read('language') === 'en') {
    root.lang = 'en';
    root.dir = 'ltr';
  }
})();
