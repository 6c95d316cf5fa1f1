/** The sandbox's identity provider, told what to do at its control port. */
export interface IdpControl {
  /** Pushes what changed; answers when the cycle is over. */
  cycle(): Promise<void>;
  join(count: number): Promise<void>;
  leave(count: number): Promise<void>;
  makeGroup(name: string): Promise<void>;
  renameGroup(from: string, to: string): Promise<void>;
  /** The admin pastes a token into the provider. */
  pasteToken(token: string): Promise<void>;
  breakToken(): Promise<void>;
}

/** In: the address of the control port. Every refusal of an order is an error. */
export function controlIdp(controlUrl: string | undefined): IdpControl {
  if (controlUrl === undefined) throw new Error('this sandbox has no control port');
  const order = async (path: string, body: object = {}): Promise<void> => {
    const answer = await fetch(`${controlUrl}idp/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`idp/${path}: ${answer.status} ${await answer.text()}`);
  };
  return {
    cycle: () => order('cycle'),
    join: (count) => order('join', { count }),
    leave: (count) => order('leave', { count }),
    makeGroup: (name) => order('make-group', { name }),
    renameGroup: (from, to) => order('rename-group', { from, to }),
    pasteToken: (token) => order('token-config', { token }),
    breakToken: () => order('break-token'),
  };
}
