import type { Duration } from '../core/time.ts';

/** Gets a file; undefined when it is larger than allowed. Rejects when it cannot be had. */
export type Download = (address: string, mostBytes: number) => Promise<string | undefined>;

const TIME_OUT: Duration = 8_000;

/** Teams gives a file an address of its own, which works without signing in, for a few minutes. */
export const isDownloadable = (address: string, local: boolean): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username } = new URL(address);
  if (local) return ['127.0.0.1', 'localhost'].includes(hostname) || protocol === 'https:';
  // SharePoint is where Teams keeps files; any other address could make us knock on a door inside our own network.
  return protocol === 'https:' && username === '' && /\.sharepoint(?:-df)?\.(?:com|us|cn)$/.test(hostname);
};

export const downloadOverHttp =
  (local: boolean): Download =>
  async (address, mostBytes) => {
    if (!isDownloadable(address, local)) throw new Error('a file at an address that is not allowed');
    const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(TIME_OUT) });
    if (!response.ok || !response.body) throw new Error(`the file could not be had: ${response.status}`);
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      bytes += chunk.byteLength;
      if (bytes > mostBytes) return undefined;
      chunks.push(chunk);
    }
    return new TextDecoder().decode(Buffer.concat(chunks));
  };
