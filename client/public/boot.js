// Runs before the first paint, so that the page never flashes in the wrong theme or direction, and starts what the scripts
// will ask for while they are still on their way.
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
  const language = read('language') === 'en' ? 'en' : 'fa';
  if (language === 'en') {
    root.lang = 'en';
    root.dir = 'ltr';
  }

  const isSignIn = location.pathname === '/login';
  const { app = '', signIn = '', screens = '' } = document.currentScript.dataset;
  const own = `${location.pathname.split('/')[1]}=`;
  const screen = screens.split(' ').find((entry) => entry.startsWith(own));
  const wanted = isSignIn ? signIn : `${app} ${screen ? screen.slice(own.length) : ''}`;
  for (const href of wanted.split(' ').filter(Boolean))
    document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }));
  if (isSignIn) return;

  // The session and what every screen needs; src/api/early.ts gives the answers on. Tabs take turns, as they do there.
  const api = '/api/v1';
  const renew = () => fetch(`${api}/auth/refresh`, { method: 'POST', credentials: 'same-origin' });
  const session = (navigator.locks ? navigator.locks.request('peyvand.refresh', renew) : renew()).catch(
    () => undefined,
  );
  const token = session.then((answer) => (answer?.ok ? answer.clone().json() : undefined)).catch(() => undefined);
  const get = (path) =>
    token.then((body) => {
      if (!body) return undefined;
      const headers = {
        accept: 'application/json',
        'accept-language': language,
        authorization: `Bearer ${body.accessToken}`,
      };
      return fetch(api + path, { headers, credentials: 'same-origin' }).catch(() => undefined);
    });
  window.peyvandEarly = { [`${api}/auth/refresh`]: session };
  for (const path of ['/me', '/setup', '/record-types']) window.peyvandEarly[api + path] = get(path);
})();
