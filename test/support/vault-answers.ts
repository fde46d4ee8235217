/** What Key Vault answers, and what goes wrong there on purpose. */

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface VaultCall {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly body: unknown;
}

/** An error as Key Vault writes it; the inner one says more. */
export const refused = (status: number, code: string, inner?: string): Answer => ({
  status,
  body: {
    error: {
      code,
      message: `${code} of the tests`,
      ...(inner === undefined ? {} : { innererror: { code: inner, message: inner } }),
    },
  },
});

export const VAULT_TROUBLE = {
  forbidden: refused(403, 'Forbidden', 'ForbiddenByRbac'),
  throttled: (seconds: string): Answer => ({
    ...refused(429, 'Throttled'),
    headers: { 'retry-after': seconds },
  }),
  down: refused(503, 'ServiceUnavailable'),
  /** From what stands before it: no JSON. */
  gateway: { status: 502, body: '<html>Bad Gateway</html>', headers: { 'content-type': 'text/html' } },
} as const;

export type VaultTrouble = Answer | 'silence' | 'broken' | 'lost answer';

interface Script {
  readonly fits: (call: VaultCall) => boolean;
  readonly trouble: VaultTrouble;
  left: number;
  met: boolean;
}

export const vaultScripts = () => {
  const scripts: Script[] = [];
  return {
    add: (fits: Script['fits'], trouble: VaultTrouble, times = 1): void => {
      scripts.push({ fits, trouble, left: times, met: false });
    },
    /** The trouble that a call meets. */
    meet: (call: VaultCall): VaultTrouble | undefined => {
      const script = scripts.find(({ left, fits }) => left > 0 && fits(call));
      if (!script) return undefined;
      script.left -= 1;
      script.met = true;
      return script.trouble;
    },
    /** Nothing goes wrong any more. */
    calm: (): void => {
      for (const script of scripts) script.left = 0;
    },
    /** How much trouble no call ever met. */
    unmet: (): number => scripts.filter(({ met }) => !met).length,
  };
};
