import { jest } from '@jest/globals';

// A browser on a busy machine may miss a moment that a person would not: such a step is tried once more, and what it
// first stumbled over is printed.
jest.retryTimes(1, { logErrorsBeforeRetry: true });
