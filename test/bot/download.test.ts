import assert from 'node:assert/strict';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { downloadOverHttp, isDownloadable } from '../../src/bot/download.ts';

describe('A file that somebody sent', () => {
  const fromTeams = [
    'https://contoso.sharepoint.com/personal/x/_layouts/15/download.aspx?UniqueId=1&tempauth=2',
    'https://contoso-my.sharepoint.com/download?x=1',
    'https://contoso-my.sharepoint-df.com/download?x=1',
    'https://contoso.sharepoint.us/x',
  ];
  for (const address of fromTeams) {
    it(`is fetched from where Teams keeps files: ${new URL(address).hostname}`, () => {
      assert.equal(isDownloadable(address, false), true);
    });
  }

  const elsewhere = [
    'http://contoso.sharepoint.com/x',
    'https://example.com/x',
    'https://sharepoint.com.example.com/x',
    'https://evilsharepoint.com/x',
    'https://169.254.169.254/metadata/identity',
    'https://localhost/x',
    'https://user@contoso.sharepoint.com/x',
    'file:///etc/passwd',
    'no address',
    '',
  ];
  for (const address of elsewhere) {
    it(`is not fetched from anywhere else: ${address}`, async () => {
      assert.equal(isDownloadable(address, false), false);
      await assert.rejects(downloadOverHttp(false)(address, 10), /not allowed/);
    });
  }

  describe('on this machine', () => {
    let server: Server;
    let url: string;

    before(async () => {
      server = createServer((request, response) => {
        if (request.url === '/moved') response.writeHead(302, { location: '/small' }).end();
        else if (request.url === '/gone') response.writeHead(404).end('gone');
        else response.end(request.url === '/small' ? 'één' : 'x'.repeat(5_000));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    after(() => new Promise((resolve) => server.close(resolve)));

    it('is read as UTF-8', async () => {
      assert.equal(await downloadOverHttp(true)(`${url}/small`, 100), 'één');
    });

    it('is left alone beyond the size that is allowed', async () => {
      assert.equal(await downloadOverHttp(true)(`${url}/large`, 4_999), undefined);
      assert.equal((await downloadOverHttp(true)(`${url}/large`, 5_000))?.length, 5_000);
    });

    it('is not followed to another address, and a failure is a failure', async () => {
      await assert.rejects(downloadOverHttp(true)(`${url}/moved`, 100));
      await assert.rejects(downloadOverHttp(true)(`${url}/gone`, 100), /404/);
    });
  });
});
