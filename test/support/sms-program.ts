/** Sends one text message as the program would: configured by its environment, in a process of its own. */
import { readEnvironment } from '../../src/config/environment.ts';
import { DeliveryFailed } from '../../src/outbox/port.ts';
import { azureTextMessages } from '../../src/sms/azure.ts';
import { KEY, MOBILE, WORDS } from './sms-client.ts';

const read = readEnvironment({ BOT_AUTH: 'none', ...process.env });
if (!read.ok || read.value.sms === undefined)
  throw new Error('There are no text messages in the environment');
try {
  await azureTextMessages(read.value.sms, { clock: () => Date.now() }).send(MOBILE, WORDS, KEY);
  console.log('sent');
} catch (error) {
  console.log(error instanceof DeliveryFailed ? `failed: ${error.message}` : error);
}
