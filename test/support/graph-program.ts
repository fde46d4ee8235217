/** Makes one meeting as the program would: configured by its environment, in a process of its own. */
import { readEnvironment } from '../../src/config/environment.ts';
import { credentialFor } from '../../src/consultation/credential.ts';
import { graphMeetings } from '../../src/consultation/graph.ts';
import { MeetingFailed } from '../../src/consultation/port.ts';
import { ORDER } from './graph-client.ts';

const read = readEnvironment({ BOT_AUTH: 'none', ...process.env });
if (!read.ok || read.value.graph === undefined) throw new Error('There is no Graph in the environment');
const { graph } = read.value;
const meetings = graphMeetings({
  credential: credentialFor(graph),
  baseUrl: graph.url,
  clock: () => Date.now(),
});
try {
  const made = await meetings.create(ORDER);
  await meetings.remove(made);
  console.log('made and removed');
} catch (error) {
  console.log(error instanceof MeetingFailed ? `failed: ${error.reason}` : error);
}
