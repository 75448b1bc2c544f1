/** Where the settings of the running process (`Config`) are injected. */
export const CONFIG = Symbol('CONFIG');
