import { cleanup } from '@testing-library/react';
import { afterEach, beforeAll } from 'vitest';
import { i18nReady } from '~/i18n';

beforeAll(() => i18nReady);
afterEach(cleanup);
