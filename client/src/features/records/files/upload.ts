import { API_BASE } from '~/api/http';
import { ProblemError, type Problem } from '~/api/problem';
import type { RecordBase } from '~/api/records';
import { accessToken } from '~/api/token';
import { preferences } from '~/lib/preferences';

/** What the server takes. */
export const MAX_BYTES = 50 * 1024 * 1024;
export const ACCEPTED = [
  ...['.pdf', '.png', '.jpg', '.jpeg', '.gif', '.webp', '.doc', '.docx', '.xls', '.xlsx', '.ppt', '.pptx'],
  ...['.odt', '.ods', '.odp', '.txt', '.csv', '.zip', '.mp3', '.m4a', '.ogg', '.wav', '.mp4'],
];

export interface Upload {
  /** The stored file. Fails with a ProblemError. */
  done: Promise<RecordBase>;
  cancel: () => void;
}

/** Sends a file to a record, telling how far it is (0 to 1); `fetch` cannot tell that. */
export function uploadFile(
  file: File,
  about: { type: string; id: string },
  onProgress: (share: number) => void,
): Upload {
  const request = new XMLHttpRequest();
  const done = new Promise<RecordBase>((resolve, reject) => {
    const body = new FormData();
    // The server reads the parts in order and wants to know the record before the content comes.
    body.append('about', JSON.stringify(about));
    body.append('file', file, file.name);
    request.open('POST', `${API_BASE}/files`);
    request.responseType = 'json';
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('accept-language', preferences.get().language);
    request.setRequestHeader('authorization', `Bearer ${accessToken.get() ?? ''}`);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status < 300) resolve(request.response as RecordBase);
      else reject(new ProblemError(problemFrom(request)));
    };
    request.onerror = () => reject(new ProblemError({ title: 'network', status: 0 }));
    request.onabort = () => reject(new DOMException('upload was cancelled', 'AbortError'));
    request.send(body);
  });
  return { done, cancel: () => request.abort() };
}

function problemFrom(request: XMLHttpRequest): Problem {
  const answer: unknown = request.response;
  const body = typeof answer === 'object' && answer !== null ? (answer as Partial<Problem>) : {};
  return { ...body, title: body.title ?? request.statusText, status: request.status };
}
