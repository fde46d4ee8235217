import { Server } from 'node:net';

/*
 * Preloaded into the Agents Playground, which would listen on every address of the machine: the demo has no
 * authentication, so nobody but this machine may reach it.
 */
const listen = Reflect.get(Server.prototype, 'listen') as (this: Server, ...args: unknown[]) => Server;

Reflect.set(Server.prototype, 'listen', function (this: Server, first: unknown, ...rest: unknown[]): Server {
  return typeof first === 'number'
    ? listen.call(this, first, '127.0.0.1', ...rest)
    : listen.call(this, first, ...rest);
});
