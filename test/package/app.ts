import path from 'node:path';
import type { Files } from '../../scripts/package/check.ts';
import { filesFrom } from '../../scripts/package/files.ts';
import type { Filling } from '../../scripts/package/settings.ts';

export const PROJECT = path.resolve(import.meta.dirname, '../..');

export const FILLING: Filling = {
  TEAMS_APP_ID: '12345678-90ab-cdef-1234-567890abcdef',
  BOT_ID: '22345678-90ab-cdef-1234-567890abcdef',
  DEVELOPER_NAME: 'Gemeente "Voorbeeld"',
  DEVELOPER_WEBSITE_URL: 'https://www.example.nl/eerder-erbij',
  DEVELOPER_PRIVACY_URL: 'https://www.example.nl/privacy',
  DEVELOPER_TERMS_URL: 'https://www.example.nl/voorwaarden',
};

export const appFiles = (filling: Filling = FILLING): Promise<Files> =>
  filesFrom(path.join(PROJECT, 'manifest'), filling);
