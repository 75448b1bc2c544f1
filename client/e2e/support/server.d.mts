/** Password of the user `admin` on a test server. */
export const ADMIN_PASSWORD: string;

/** Starts the built product on a free port with a data folder of its own, and waits until it is ready. */
export function startServer(): Promise<{
  baseUrl: string;
  /** Ends the server as an administrator does and waits until it is ready again, at the same address. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}>;
