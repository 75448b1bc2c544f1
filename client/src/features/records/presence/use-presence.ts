import { useEffect } from 'react';
import { api } from '~/api/http';
import { onLive } from '~/lib/live';
import { useStore } from '~/lib/store';
import { changing, type PresentPerson, present } from './present';

/** The server takes 40 seconds of silence for a goodbye. */
const BEAT_MS = 15_000;

/** Says as long as the page is in sight that the record is open, and hears who else has it open. */
export function usePresence(resource: string, id: string): void {
  const now = useStore(changing);
  const fields = now.recordId === id ? now.fields.join() : '';
  useEffect(() => {
    let isOver = false;
    const say = async (state: 'viewing' | 'editing' | 'left') => {
      const body = { state, fields: fields === '' ? [] : fields.split(',') };
      const answer = await api
        .post<{ data: PresentPerson[] }>(`/${resource}/${id}/presence`, body)
        .catch(() => ({ data: [] }));
      if (!isOver) present.set({ recordId: id, people: answer.data });
    };
    const beat = () => {
      if (document.visibilityState === 'visible') void say(fields === '' ? 'viewing' : 'editing');
    };
    beat();
    const timer = setInterval(beat, BEAT_MS);
    const stopListening = onLive(({ type, data }) => {
      if (type === 'record' && data.id === id && data.what === 'presence') beat();
    });
    document.addEventListener('visibilitychange', beat);
    return () => {
      isOver = true;
      clearInterval(timer);
      stopListening();
      document.removeEventListener('visibilitychange', beat);
    };
  }, [resource, id, fields]);
  useEffect(
    () => () => {
      present.set({ recordId: '', people: [] });
      void api.post(`/${resource}/${id}/presence`, { state: 'left' }).catch(() => undefined);
    },
    [resource, id],
  );
}
