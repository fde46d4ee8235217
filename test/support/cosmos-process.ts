/**
 * The protocol server of Cosmos DB as a process of its own: `node --import tsx test/support/cosmos-process.ts`. Prints one
 * line of JSON with its address, key, certificate and the environment for a program when it is ready, and ends at SIGTERM or
 * when its standard input ends.
 */
import { startCosmos } from './cosmos-server.ts';

const { close, ...server } = await startCosmos();
const end = (): void => {
  void close().then(() => process.exit(0));
};
process.once('SIGTERM', end);
process.once('SIGINT', end);
process.stdin.once('end', end).resume();
process.stdout.write(`${JSON.stringify(server)}\n`);
